import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { insertRule, isRuleId, ruleTemplate } from './new-rule.ts';

const FOLDER = 'src/analyze/rules';

const [kind, id] = process.argv.slice(2);
process.exitCode = kind === 'rule' && id !== undefined ? addRule(id) : refuse('usage: npm run new rule <id>');

function addRule(rule: string): number {
  const file = `${FOLDER}/${rule}.ts`;
  if (!isRuleId(rule)) return refuse(`'${rule}' is no rule id: expected lower-case words joined by hyphens`);
  if (existsSync(file)) return refuse(`${file} exists`);
  writeFileSync(file, ruleTemplate(rule));
  const index = `${FOLDER}/index.ts`;
  writeFileSync(index, insertRule(readFileSync(index, 'utf8'), rule));
  process.stdout.write(`${file} written and listed; fill it in, then: npm run docs && npx vitest run test/rules\n`);
  return 0;
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}
