/** Starts what people add most often from a template: `npm run new rule <id>`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.mjs';

const FOLDER = 'src/analyze/rules';

const [kind, id] = process.argv.slice(2);
if (kind !== 'rule' || id === undefined) refuse('usage: npm run new rule <id>');
const { insertRule, isRuleId, ruleTemplate } = await importSource('scripts/new-rule.ts');
const file = `${FOLDER}/${id}.ts`;
if (!isRuleId(id)) refuse(`'${id}' is no rule id: expected lower-case words joined by hyphens`);
if (existsSync(inProject(file))) refuse(`${file} exists`);
writeFileSync(inProject(file), ruleTemplate(id));
const index = inProject(`${FOLDER}/index.ts`);
writeFileSync(index, insertRule(readFileSync(index, 'utf8'), id));
process.stdout.write(`${file} written and listed; fill it in, then: npm run docs && npx vitest run test/rules\n`);

function inProject(path) {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
