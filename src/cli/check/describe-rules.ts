import type { Example, Rule } from '../../analyze/rule.ts';
import { rules } from '../../analyze/rules/index.ts';
import { lintCodes } from '../../lint/index.ts';
import { diagnosticCodes } from '../../load/codes.ts';
import type { RuleDescription } from '../../report/formats/check-report.ts';
import { toolHome } from '../tool-version.ts';

/** Every rule and code as outputs speak of them. */
export function describeRules(): readonly RuleDescription[] {
  const home = toolHome();
  const urlOf = (id: string): string | null =>
    home === null ? null : `${home.replace(/\/$/, '')}/docs/rules/${id}.md`;
  const codes = [...diagnosticCodes, ...lintCodes].map(({ code: id, severity, summary, why }) => {
    const help = `# ${id}\n\n${summary} ${why}\n`;
    return { id, severity, confidence: 'proved' as const, summary, why, help, url: urlOf(id) };
  });
  const described = rules.map((rule) => {
    const { id, severity, confidence, summary, why } = rule;
    return { id, severity, confidence, summary, why, help: helpOf(rule), url: urlOf(id) };
  });
  return [...described, ...codes];
}

function helpOf({ id, summary, why, bad, good }: Rule): string {
  const parts = [`# ${id}`, `${summary} ${why}`];
  if (bad[0]) parts.push('Found in:', fenced(bad[0]));
  if (good[0]) parts.push('Not found in:', fenced(good[0]));
  return `${parts.join('\n\n')}\n`;
}

function fenced({ text }: Example): string {
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}
