import type { CaseVerdict, WaitingCase } from './waiting-case.ts';

/** How many fields were compared, and with what result. */
export interface Tally {
  cases: number;
  fields: number;
  wrong: number;
  undecided: number;
}

/** Fields that count another program's work, not a property. */
const COUNTS = new Set(['states', 'vectors']);

export function emptyTally(): Tally {
  return { cases: 0, fields: 0, wrong: 0, undecided: 0 };
}

/** Compares each expected field, and says one line for each that is wrong. */
export function differences(instance: WaitingCase, verdict: CaseVerdict, tally: Tally): readonly string[] {
  tally.cases += 1;
  return Object.entries(instance.expected ?? {}).flatMap(([field, expected]) => {
    if (COUNTS.has(field)) return [];
    return compareField(field, expected, verdict[field], tally)
      ? []
      : [`${instance.id} ${field}: ${JSON.stringify(verdict[field])}, expected ${JSON.stringify(expected)}`];
  });
}

/** An object of verdicts, one per wait, counts as a field each. */
function compareField(field: string, expected: unknown, found: unknown, tally: Tally): boolean {
  if (field === 'timeouts' && typeof found === 'object' && found !== null) {
    return Object.entries(expected as object)
      .map(([wait, value]) => compareField(wait, value, (found as Readonly<Record<string, unknown>>)[wait], tally))
      .every(Boolean);
  }
  tally.fields += 1;
  if (found === 'undecided') tally.undecided += 1;
  else if (canonical(found) !== canonical(expected)) {
    tally.wrong += 1;
    return false;
  }
  return true;
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return Array.isArray(value) ? `[${value.map(canonical).join()}]` : `${JSON.stringify(value)}`;
  }
  const entries = Object.entries(value).map(([key, part]) => `${key}:${canonical(part)}`);
  return `{${entries.sort().join()}}`;
}

export function formatTally({ cases, fields, wrong, undecided }: Tally): string {
  const share = fields === 0 ? 0 : (100 * undecided) / fields;
  return `${cases} cases, ${fields} fields: ${wrong} wrong, ${undecided} undecided (${share.toFixed(2)} %)`;
}
