/** Whether this can be a rule's id: it names the file, the anchor in the docs, and the exported constant. */
export function isRuleId(id: string): boolean {
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id);
}

/** The name of the constant that a rule's file exports: `dependencyCycle`. */
export function ruleConstant(id: string): string {
  return id.replaceAll(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());
}

/** A rule's file before its author has said anything: it compiles, and its tests fail until the examples are there. */
export function ruleTemplate(id: string): string {
  return `import type { Rule } from '../rule.ts';

export const ${ruleConstant(id)}: Rule = {
  id: '${id}',
  severity: 'warning',
  confidence: 'proved',
  summary: 'One sentence: what is wrong.',
  why: 'One sentence: what it costs.',
  bad: [],
  good: [],
  *check(facts) {
    for (const wait of facts.deployment.waits.values())
      yield { message: \`'\${wait.task}': what was found, what was expected\`, at: wait.span };
  },
};
`;
}

/** The registry with one more rule: an import and an entry, each in its sorted place. */
export function insertRule(index: string, id: string): string {
  const constant = ruleConstant(id);
  const withImport = insertSorted(index, /^import \{ \w+ \} from '\.\/([a-z0-9-]+)\.ts';$/, {
    key: id,
    line: `import { ${constant} } from './${id}.ts';`,
  });
  return insertSorted(withImport, /^ {2}(\w+),$/, { key: constant, line: `  ${constant},` });
}

function insertSorted(text: string, row: RegExp, entry: { readonly key: string; readonly line: string }): string {
  const lines = text.split('\n');
  const keyed = lines.flatMap((line, at) => (row.test(line) ? [{ at, key: row.exec(line)?.[1] ?? '' }] : []));
  const after = keyed.find(({ key }) => key > entry.key)?.at ?? (keyed.at(-1)?.at ?? lines.length) + 1;
  return [...lines.slice(0, after), entry.line, ...lines.slice(after)].join('\n');
}
