import type { Deployment } from '../model/deployment.ts';
import type { Prepared } from '../simulate/prepare.ts';
import type { CyclicGranularity } from '../simulate/simulation.ts';
import { MOST_FOR_PRECISION } from '../simulate/statistics/precision.ts';
import { driverChanges } from './drivers.ts';
import type { Driver, SweptParameter } from './outcome.ts';
import { type Changes, type Study, StudyFault, type Sweep } from './study.ts';
import { parameterChange } from './sweeps/parameter.ts';
import { type PlannedTarget, plannedTarget } from './sweeps/search-target.ts';
import { valueList } from './sweeps/values.ts';
import { changeLines, mergeChanges } from './variants/merge-changes.ts';
import { type Variant, type VariantSource, Variants } from './variants/variants.ts';

/** More points than this are a mistake, or another tool's work. */
const MOST_RUNS = 20_000;

/** Which run each answer rests on; equal changes share one. Plain data, so that parts of a study can carry it. */
export interface StudyOutline {
  readonly title: string | null;
  readonly seed: string;
  readonly scenarios: readonly {
    readonly name: string;
    readonly changes: readonly string[];
    readonly engine: string;
    readonly granularity: string;
    readonly workers: number | null;
    readonly run: number;
  }[];
  readonly sweeps: readonly {
    readonly name: string;
    readonly parameters: readonly SweptParameter[];
    readonly points: readonly {
      readonly values: readonly string[];
      readonly numbers: readonly (number | null)[];
      readonly run: number;
    }[];
  }[];
  readonly drivers: readonly (Omit<Driver, 'difference'> & { readonly run: number })[];
  readonly targets: number;
}

/** A study ready to be run. Run 0 is the base. */
export interface StudyPlan {
  readonly outline: StudyOutline;
  readonly study: Study;
  /** Made when they are run: the times of all tasks of thousands of runs would not fit. */
  readonly runs: readonly (() => Variant)[];
  readonly targets: readonly PlannedTarget[];
  readonly prepare: (variant: Variant) => Prepared | CyclicGranularity;
}

/**
 * Makes a plan of a study: every name in it is looked up, nothing is run.
 * @throws StudyFault saying what is wrong, and where
 */
export function planStudy(deployment: Deployment, study: Study, source: VariantSource): StudyPlan {
  const options = optionsOf(study, source.options);
  const runs = new PlannedRuns(new Variants(deployment, { ...source, options }), study.base ?? {});
  const scenarios = [['base', {}] as const, ...Object.entries(study.scenarios ?? {})].map(([name, changes], index) => {
    const at = index === 0 ? ['base'] : ['scenarios', name];
    if (index > 0 && name === 'base') throw new StudyFault(at, "'base' is the template as it is; name it otherwise");
    const run = runs.indexOf(changes, at);
    const { engine = 'declared', granularity = 'fine', workers = null } = (runs.list[run] as () => Variant)().options;
    return {
      name,
      changes: changeLines(index === 0 ? (study.base ?? {}) : changes),
      engine,
      granularity,
      workers,
      run,
    };
  });
  const sweeps = (study.sweeps ?? []).map((sweep, index) => plannedSweep(sweep, runs, ['sweeps', index]));
  const targets = (study.targets ?? []).map((target, index) => plannedTarget(target, runs, ['targets', index]));
  const base = (runs.list[0] as () => Variant)();
  const drivers = study.drivers
    ? driverChanges(base, runs.prepare(base)).map(({ changes, ...driver }) => ({
        ...driver,
        run: runs.indexOf(changes, ['drivers']),
      }))
    : [];
  return {
    outline: {
      title: study.title ?? null,
      seed: options.seed ?? 'makespan',
      scenarios,
      sweeps,
      drivers,
      targets: targets.length,
    },
    study,
    runs: runs.list,
    targets,
    prepare: (variant) => runs.prepare(variant),
  };
}

/** What the caller says wins over what the study says. */
function optionsOf(study: Study, given: VariantSource['options']): VariantSource['options'] {
  const precision = given.precision ?? study.precision;
  const replications = given.replications ?? study.replications ?? (precision ? MOST_FOR_PRECISION : undefined);
  const seed = given.seed ?? study.seed;
  return {
    ...given,
    ...(precision ? { precision } : {}),
    ...(replications === undefined ? {} : { replications }),
    ...(seed === undefined ? {} : { seed }),
  };
}

/** The runs of a study: what is changed alike is run once. */
export class PlannedRuns {
  readonly list: (() => Variant)[] = [];
  readonly #variants: Variants;
  readonly #base: Changes;
  readonly #known = new Map<string, number>();

  constructor(variants: Variants, base: Changes) {
    this.#variants = variants;
    this.#base = base;
    this.indexOf({}, ['base']);
  }

  /** @param at where the changes stand in the study */
  indexOf(changes: Changes, at: readonly (string | number)[]): number {
    const merged = mergeChanges(this.#base, changes);
    const key = JSON.stringify(merged, (_key, value) => (isRecord(value) ? sorted(value) : value));
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.list.length >= MOST_RUNS) throw new StudyFault(at, `a study has at most ${MOST_RUNS} runs`);
    const variant = (): Variant => this.#variants.of(merged, at);
    // What is wrong with it is said before anything is run.
    variant();
    this.list.push(variant);
    this.#known.set(key, this.list.length - 1);
    return this.list.length - 1;
  }

  /** A variant that is not run now. */
  variantOf(changes: Changes, at: readonly (string | number)[]): Variant {
    return this.#variants.of(mergeChanges(this.#base, changes), at);
  }

  prepare(variant: Variant): Prepared | CyclicGranularity {
    return this.#variants.prepare(variant);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function plannedSweep(
  { name, over }: Sweep,
  runs: PlannedRuns,
  at: readonly (string | number)[],
): StudyOutline['sweeps'][number] {
  const names = Object.keys(over);
  if (names.length === 0) throw new StudyFault([...at, 'over'], 'a sweep goes over at least one parameter');
  const lists = names.map((parameter) => valueList(over[parameter] ?? [], [...at, 'over', parameter]));
  const points = lists.reduce((count, { values }) => count * values.length, 1);
  if (points > MOST_RUNS)
    throw new StudyFault([...at, 'over'], `${points} points; a study has at most ${MOST_RUNS} runs`);
  return {
    name: name ?? names.join(' × '),
    parameters: lists.map(({ kind, values }, index) => ({ name: names[index] as string, kind, values })),
    points: Array.from({ length: points }, (_, point) => {
      const places = placesOf(point, lists);
      const values = places.map((place, index) => lists[index]?.values[place] as string);
      const changes = values.map((value, index) => {
        const parameter = names[index] as string;
        return parameterChange(parameter, value, [...at, 'over', parameter]);
      });
      const run = runs.indexOf(changes.reduce(mergeChanges), [...at, 'over', names[0] as string]);
      return { values, numbers: places.map((place, index) => lists[index]?.numbers[place] ?? null), run };
    }),
  };
}

/** The place in each list of a point of the grid; the last list runs fastest. */
function placesOf(point: number, lists: readonly { readonly values: readonly string[] }[]): readonly number[] {
  const places: number[] = [];
  let rest = point;
  for (const { values } of [...lists].reverse()) {
    places.unshift(rest % values.length);
    rest = Math.floor(rest / values.length);
  }
  return places;
}
