import { parseDuration } from '../../model/durations/parse-duration.ts';
import { engines } from '../../simulate/engines/index.ts';
import type { EngineId, Policy, TaskFailure } from '../../simulate/simulation.ts';
import type { Precision } from '../../simulate/statistics/precision.ts';
import type { Changes, DependencyChanges, SensitivityRequest, Study, Sweep, Target, Values } from '../study.ts';
import { parsePrecision } from './precision-text.ts';
import {
  capacityAt,
  choiceAt,
  entriesOf,
  faultAt,
  flagAt,
  listOf,
  namesOf,
  numberAt,
  type Place,
  textAt,
  wholeAt,
} from './shape.ts';

const MOST_REPLICATIONS = 10_000_000;
const STUDY = [
  'title',
  'replications',
  'seed',
  'precision',
  'base',
  'scenarios',
  'sweeps',
  'targets',
  'drivers',
  'sensitivity',
  '$schema',
] as const;
const CHANGES = [
  'set',
  'scale',
  'engine',
  'engine-options',
  'policy',
  'granularity',
  'count-untracked',
  'workers',
  'pools',
  'hosts',
  'failures',
  'dependencies',
  'parameters',
] as const;

/**
 * A study from the plain value of its file (YAML or JSON, `schemas/study.schema.json`). Names are looked up later, when
 * there is a deployment.
 *
 * @throws StudyFault for the first thing that is wrong, with the keys that lead to it
 */
export function readStudy(value: unknown): Study {
  const study = entriesOf({ value, path: [] }, { what: 'a study', keys: STUDY });
  return defined({
    title: study.title && textAt(study.title),
    replications: study.replications && wholeAt(study.replications, { least: 1, most: MOST_REPLICATIONS }),
    seed: study.seed && textAt(study.seed),
    precision: study.precision && precisionAt(study.precision),
    base: study.base && changesAt(study.base),
    scenarios: namesOf(study.scenarios, changesAt, 'names and what each scenario changes'),
    sweeps: listOf(study.sweeps, sweepAt),
    targets: listOf(study.targets, targetAt),
    drivers: study.drivers && flagAt(study.drivers),
    sensitivity: study.sensitivity && sensitivityAt(study.sensitivity),
  });
}

function changesAt(place: Place): Changes {
  const given = entriesOf(place, { what: 'a scenario', keys: CHANGES });
  return defined({
    set: namesOf(given.set, textAt, 'tasks and durations'),
    scale: namesOf(given.scale, (one) => numberAt(one, { least: 0, most: 1e9 }), 'tasks and factors'),
    engine: given.engine && choiceAt(given.engine, Object.keys(engines) as EngineId[]),
    engineOptions: namesOf(given['engine-options'], textAt, 'options of the engine'),
    policy: given.policy && choiceAt<Policy>(given.policy, ['engine', 'random', 'critical-path-first']),
    granularity: given.granularity && choiceAt(given.granularity, ['fine', 'coarse', 'host', 'stack'] as const),
    countUntracked: given['count-untracked'] && flagAt(given['count-untracked']),
    workers: given.workers && capacityAt(given.workers),
    pools: namesOf(given.pools, capacityAt, 'pools and capacities'),
    hosts: namesOf(given.hosts, capacityAt, 'machines and how many components run at once'),
    failures: namesOf(given.failures, failureAt, 'tasks and how they fail'),
    dependencies: given.dependencies && dependenciesAt(given.dependencies),
    parameters: namesOf(given.parameters, parameterAt, "the template's parameters and values"),
  });
}

function parameterAt(place: Place): string {
  return typeof place.value === 'boolean' ? String(place.value) : textAt(place);
}

function failureAt(place: Place): TaskFailure {
  if (typeof place.value !== 'object') return { probability: numberAt(place, { least: 0, most: 1 }) };
  const given = entriesOf(place, { what: 'a failure', keys: ['probability', 'retries', 'pause', 'factor'] });
  if (!given.probability) throw faultAt(place, "a failure has its 'probability'");
  return defined({
    probability: numberAt(given.probability, { least: 0, most: 1 }),
    retries: given.retries && wholeAt(given.retries, { least: 0, most: 1000 }),
    pauseSeconds: given.pause && secondsAt(given.pause),
    factor: given.factor && numberAt(given.factor, { least: 0, most: 1e6 }),
  });
}

function secondsAt(place: Place): number {
  const parsed = parseDuration(textAt(place));
  if (parsed.ok && parsed.duration.family === 'constant') return parsed.duration.meanSeconds;
  throw faultAt(place, parsed.ok ? 'one time was expected, not a distribution' : parsed.message);
}

function dependenciesAt(place: Place): DependencyChanges {
  const given = entriesOf(place, { what: 'a change of dependencies', keys: ['add', 'remove', 'refine'] });
  return defined({
    add: listOf(given.add, textAt),
    remove: listOf(given.remove, textAt),
    refine: listOf(given.refine, (one) => {
      const { replace, by } = entriesOf(one, { what: 'a refinement', keys: ['replace', 'by'] });
      if (!replace || !by)
        throw faultAt(one, "a refinement has 'replace', a dependency, and 'by', those instead of it");
      return { replace: textAt(replace), by: listOf(by, textAt) ?? [] };
    }),
  });
}

function sweepAt(place: Place): Sweep {
  const { name, over } = entriesOf(place, { what: 'a sweep', keys: ['over', 'name'] });
  if (!over) throw faultAt(place, "a sweep has 'over', parameters and their values");
  return defined({ name: name && textAt(name), over: namesOf(over, valuesAt, 'parameters and values') ?? {} });
}

function valuesAt(place: Place): Values {
  if (Array.isArray(place.value)) return listOf(place, textAt) ?? [];
  if (typeof place.value !== 'object' || place.value === null) return textAt(place);
  const { from, to, step, factor } = entriesOf(place, { what: 'a range', keys: ['from', 'to', 'step', 'factor'] });
  if (!from || !to) throw faultAt(place, "a range has 'from' and 'to'");
  return defined({
    from: textAt(from),
    to: textAt(to),
    step: step && textAt(step),
    factor: factor && numberAt(factor, { least: 1, most: 1e6 }),
  });
}

function targetAt(place: Place): Target {
  const given = entriesOf(place, { what: 'a target', keys: ['goal', 'least', 'greatest', 'among'] });
  const { goal, least, greatest, among } = given;
  if (!goal || !among) throw faultAt(place, "a target has a 'goal', 'least' or 'greatest', and 'among'");
  return defined({
    goal: textAt(goal),
    least: least && textAt(least),
    greatest: greatest && textAt(greatest),
    among: valuesAt(among),
  });
}

function sensitivityAt(place: Place): boolean | SensitivityRequest {
  if (typeof place.value === 'boolean') return place.value;
  const given = entriesOf(place, { what: 'a sensitivity', keys: ['tasks', 'shorten', 'replications'] });
  return defined({
    tasks: given.tasks && wholeAt(given.tasks, { least: 1, most: 100_000 }),
    shorten: given.shorten && textAt(given.shorten),
    replications: given.replications && wholeAt(given.replications, { least: 2, most: 1_000_000 }),
  });
}

function precisionAt(place: Place): Precision {
  const precision = parsePrecision(textAt(place));
  if (precision) return precision;
  throw faultAt(place, 'a precision is written 1% or p95:2%, above 0 and below 100 %');
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** Without the keys that were not given. */
function defined<T extends object>(record: T): Defined<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Defined<T>;
}
