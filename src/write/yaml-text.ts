/** What a template is made of. */
export type YamlValue = string | number | boolean | readonly YamlValue[] | { readonly [key: string]: YamlValue };

const WIDTH = 110;

/**
 * YAML that every reader of 1.1 and 1.2 takes alike: mappings in blocks, what fits on a line in flow style, scripts
 * line by line, and every text that could be read as something else in double quotes.
 */
export function yamlText(value: YamlValue): string {
  return `${block(value, '').trimStart()}\n`;
}

function block(value: YamlValue, indent: string): string {
  if (typeof value === 'string' && LINES.test(value)) return literal(value, indent);
  const flow = flowText(value);
  if (typeof value !== 'object' || isEmpty(value)) return ` ${flow}`;
  const isTop = indent === '';
  if (!isTop && indent.length + flow.length < WIDTH && !holdsText(value)) return ` ${flow}`;
  if (isList(value)) return value.map((item) => `\n${indent}- ${block(item, `${indent}  `).trimStart()}`).join('');
  return Object.entries(value)
    .map(([key, item]) => `\n${indent}${scalar(key)}:${block(item, `${indent}  `)}`)
    .join('');
}

/** Several lines that mean the same when they are indented: the first begins with a sign, the last has an end. */
const LINES = /^[\x21-\x7e][\x20-\x7e]*\n(?:[\x20-\x7e]*[\x21-\x7e]\n)*$/;

function literal(text: string, indent: string): string {
  const lines = text.slice(0, -1).split('\n');
  return ` |\n${lines.map((line) => `${indent || '  '}${line}`).join('\n')}`;
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isEmpty(value: YamlValue): boolean {
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Whether several lines are better even where it would fit on one: a mapping of mappings of mappings, a script. */
function holdsText(value: YamlValue): boolean {
  if (hasLines(value)) return true;
  const depth = (item: YamlValue): number =>
    typeof item === 'object' ? 1 + Math.max(0, ...Object.values(item).map(depth)) : 0;
  return depth(value) > 2;
}

function hasLines(value: YamlValue): boolean {
  if (typeof value === 'object') return Object.values(value).some(hasLines);
  return typeof value === 'string' && LINES.test(value);
}

function flowText(value: YamlValue): string {
  if (typeof value === 'string') return scalar(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(flowText).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${scalar(key)}: ${flowText(item)}`);
  return `{${entries.join(', ')}}`;
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_./-]*(?:::[A-Za-z0-9_]+)*$/;
/** Words that YAML 1.1 takes for truths or nothing. */
const WORDS = /^(?:y|yes|n|no|true|false|on|off|null|~)$/i;

function scalar(text: string): string {
  if (PLAIN.test(text) && !WORDS.test(text)) return text;
  // JSON's string is YAML's too, but for characters that YAML does not take as they are.
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
