import type { Changes } from '../study.ts';

const RECORDS = ['set', 'scale', 'engineOptions', 'pools', 'hosts', 'failures', 'parameters'] as const;

/** What both change; where they differ the second wins. Another engine starts from its own defaults. */
export function mergeChanges(base: Changes, changes: Changes): Changes {
  const merged: Record<string, unknown> = { ...base, ...changes };
  for (const key of RECORDS) {
    if (base[key] && changes[key]) merged[key] = { ...base[key], ...changes[key] };
  }
  if (changes.engine !== undefined && changes.engine !== base.engine) {
    if (changes.engineOptions) merged.engineOptions = changes.engineOptions;
    else delete merged.engineOptions;
  }
  if (base.dependencies && changes.dependencies) {
    const [a, b] = [base.dependencies, changes.dependencies];
    merged.dependencies = {
      add: [...(a.add ?? []), ...(b.add ?? [])],
      remove: [...(a.remove ?? []), ...(b.remove ?? [])],
      refine: [...(a.refine ?? []), ...(b.refine ?? [])],
    };
  }
  return merged as Changes;
}

/** A line for each thing that changes, as people read it. */
export function changeLines(changes: Changes): readonly string[] {
  const { dependencies = {} } = changes;
  const record = (key: keyof Changes, show: (name: string, value: unknown) => string): readonly string[] =>
    Object.entries((changes[key] ?? {}) as Record<string, unknown>).map(([name, value]) => show(name, value));
  const limit = (value: unknown): string => (value === null ? 'no limit' : String(value));
  return [
    ...(changes.engine === undefined ? [] : [`engine ${changes.engine}`]),
    ...record('engineOptions', (name, value) => `engine option ${name} = ${value}`),
    ...(changes.granularity === undefined ? [] : [`granularity ${changes.granularity}`]),
    ...(changes.policy === undefined ? [] : [`policy ${changes.policy}`]),
    ...(changes.countUntracked === undefined ? [] : [`count untracked tasks: ${changes.countUntracked}`]),
    ...(changes.workers === undefined ? [] : [`workers = ${limit(changes.workers)}`]),
    ...record('pools', (name, value) => `pool ${name} = ${limit(value)}`),
    ...record('hosts', (name, value) => `components at once on ${name} = ${limit(value)}`),
    ...record('set', (name, value) => `${name} = ${value}`),
    ...record('scale', (name, value) => `${name} × ${value}`),
    ...record('failures', (name, value) => `${name} fails: ${failureText(value as { probability: number })}`),
    ...record('parameters', (name, value) => `parameter ${name} = ${value}`),
    ...(dependencies.remove ?? []).map((text) => `without ${text}`),
    ...(dependencies.refine ?? []).map(({ replace, by }) => `${by.join(', ')} instead of ${replace}`),
    ...(dependencies.add ?? []).map((text) => `with ${text}`),
  ];
}

function failureText({ probability, retries }: { readonly probability: number; readonly retries?: number }): string {
  return `${probability} of each attempt${retries ? `, ${retries} more attempts` : ''}`;
}
