import type { Finding } from '../../analyze/finding.ts';

/** What is found of each of two revisions, told apart whatever the lines. */
export interface FindingChanges {
  /** Found of the new one only: what broke. */
  readonly fresh: readonly Finding[];
  /** Found of the old one only: what was mended. */
  readonly mended: readonly Finding[];
  /** Found of both, and graver or surer now. */
  readonly worse: readonly Finding[];
  readonly kept: number;
}

/**
 * Matches findings by rule and message, then by rule and message without its numbers, then by rule and the keys that
 * lead to the place: a finding that only moved, or whose figures changed, is the same.
 */
export function findingChanges(before: readonly Finding[], after: readonly Finding[]): FindingChanges {
  let [old, fresh] = [[...before], [...after]];
  const pairs: (readonly [Finding, Finding])[] = [];
  for (const keyOf of KEYS) {
    const byKey = new Map<string, Finding[]>();
    for (const finding of old) {
      const key = keyOf(finding);
      if (key !== null) byKey.set(key, [...(byKey.get(key) ?? []), finding]);
    }
    const matched = new Set<Finding>();
    fresh = fresh.filter((finding) => {
      const key = keyOf(finding);
      const other = key === null ? undefined : byKey.get(key)?.shift();
      if (other === undefined) return true;
      matched.add(other);
      pairs.push([other, finding]);
      return false;
    });
    old = old.filter((finding) => !matched.has(finding));
  }
  const worse = pairs.filter(([was, is]) => gravity(is) > gravity(was)).map(([, is]) => is);
  return { fresh, mended: old, worse, kept: pairs.length - worse.length };
}

const KEYS: readonly ((finding: Finding) => string | null)[] = [
  ({ rule, message, path }) => JSON.stringify([rule, message, path ?? '']),
  ({ rule, message }) => JSON.stringify([rule, message]),
  ({ rule, message }) => JSON.stringify([rule, message.replaceAll(/\d+(?:\.\d+)?/g, '#')]),
  ({ rule, path }) => (path === undefined || path === '' ? null : JSON.stringify([rule, path])),
];

/** An error outweighs any warning; of the same severity the surer one is worse. */
function gravity({ severity, confidence }: Finding): number {
  return 3 * ['info', 'warning', 'error'].indexOf(severity) + ['possible', 'likely', 'proved'].indexOf(confidence);
}
