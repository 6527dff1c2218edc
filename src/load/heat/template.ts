import { holdsSomething, jsonKey, plainDatum } from '../datum.ts';
import type { DocumentNode, MappingEntry, MappingNode, ScalarNode } from '../document/node.ts';
import { type Dialect, dialectOf, knownVersions, VERSION_KEYS } from './dialect.ts';
import type { Reporter } from './reporter.ts';

/** A template as written: its sections by the words of its own style, nothing evaluated. */
export interface Template {
  readonly file: string;
  readonly dialect: Dialect;
  readonly root: MappingNode;
  readonly parameters: ReadonlyMap<string, MappingEntry>;
  readonly conditions: ReadonlyMap<string, MappingEntry>;
  readonly resources: ReadonlyMap<string, ResourceText>;
  readonly outputs: ReadonlyMap<string, OutputText>;
  readonly mappings: MappingNode | null;
}

/** One entry of the resources section. */
export interface ResourceText {
  readonly name: string;
  readonly key: ScalarNode;
  readonly body: MappingNode;
  readonly type: ScalarNode;
}

export interface OutputText {
  readonly name: string;
  readonly key: ScalarNode;
  readonly value: DocumentNode;
  readonly condition: DocumentNode | null;
}

/** Reads the outer shape of a template and says what Heat would reject of it; null when it is no template at all. */
export function readTemplate(root: DocumentNode, file: string, reporter: Reporter): Template | null {
  if (root.kind !== 'mapping') {
    const found = root.kind === 'sequence' ? 'a list' : 'a single value';
    reporter.say('heat-not-a-template', `the template is ${found}; expected a map of sections`, root.span);
    return null;
  }
  const dialect = readDialect(root, reporter);
  if (!dialect) return null;
  checkJson(root, reporter);
  checkSections(root, dialect, reporter);
  const { words } = dialect;
  const parameters = section(root, words.parameters, reporter);
  const resources = section(root, words.resources, reporter);
  const template: Template = {
    file,
    dialect,
    root,
    parameters,
    conditions: dialect.hasConditions ? section(root, words.conditions, reporter) : new Map(),
    resources: readResources(resources, dialect, reporter),
    outputs: readOutputs(section(root, words.outputs, reporter), dialect, reporter),
    mappings: mappingOf(root.get('Mappings')),
  };
  for (const [name, entry] of resources) {
    const parameter = parameters.get(name);
    if (!parameter) continue;
    const related = [{ message: 'the parameter', span: parameter.key.span }];
    reporter.say('heat-duplicate-name', `'${name}' is both a parameter and a resource`, entry.key.span, { related });
  }
  return template;
}

/** The client takes a text that begins with a brace for JSON, and never tries YAML then. */
function checkJson(root: MappingNode, reporter: Reporter): void {
  const { text } = root.source;
  if (!/^[ \t\r\n]*\{/.test(text)) return;
  try {
    JSON.parse(text);
  } catch (error) {
    const at = Number(/at position (\d+)/.exec(String(error))?.[1] ?? 0);
    const message = 'a template that begins with a brace must be JSON, and here it is not';
    reporter.say('heat-not-a-template', message, root.source.span(at, Math.min(at + 1, text.length)));
  }
}

function readDialect(root: MappingNode, reporter: Reporter): Dialect | undefined {
  for (const key of VERSION_KEYS) {
    const node = root.get(key);
    if (!node) continue;
    const version = node.kind === 'scalar' ? node.text.trim() : '';
    const dialect = dialectOf(key, version);
    const known = knownVersions(key);
    if (!dialect) {
      const hint = reporter.didYouMean(version, known);
      reporter.say(
        'heat-unknown-version',
        `${key} '${version}' is not known${hint}; known are ${known.join(', ')}`,
        node.span,
      );
    }
    // An unknown version is read with the newest one's words, so that the rest can be checked too.
    return dialect ?? dialectOf(key, key === 'heat_template_version' ? 'wallaby' : (known[0] ?? ''));
  }
  reporter.say(
    'heat-unknown-version',
    `the template has no version; expected one of ${VERSION_KEYS.join(', ')}`,
    root.entries[0]?.key.span ?? root.span,
  );
  return undefined;
}

function checkSections(root: MappingNode, dialect: Dialect, reporter: Reporter): void {
  for (const { key } of root.entries) {
    if (dialect.sections.has(key.text)) continue;
    const hint = reporter.didYouMean(key.text, dialect.sections);
    const message = `'${key.text}' is not a section of a template of version ${dialect.version}${hint}`;
    reporter.say('heat-unknown-section', message, key.span);
  }
}

/** The entries of a section; what holds nothing (null, 0, an empty text or list) is an empty map, as in Heat. */
function section(root: MappingNode, name: string, reporter: Reporter): ReadonlyMap<string, MappingEntry> {
  const node = root.get(name);
  if (!node || (node.kind !== 'mapping' && !holdsSomething(plainDatum(node)))) return new Map();
  if (node.kind !== 'mapping') {
    const found = node.kind === 'sequence' ? 'a list' : 'a single value';
    reporter.say('heat-wrong-section', `section '${name}' is ${found}; expected a map`, root.entry(name)!.key.span);
    return new Map();
  }
  return new Map(node.entries.map((entry) => [jsonKey(entry.key), entry]));
}

function readResources(
  entries: ReadonlyMap<string, MappingEntry>,
  dialect: Dialect,
  reporter: Reporter,
): ReadonlyMap<string, ResourceText> {
  const resources = new Map<string, ResourceText>();
  for (const [name, { key, value }] of entries) {
    if (value.kind !== 'mapping') {
      reporter.say('heat-missing-type', `resource '${name}' is not a map; expected a map with a type`, key.span);
      continue;
    }
    checkKeys(value, dialect, `resource '${name}'`, reporter);
    const type = value.get(dialect.words.type);
    if (type?.kind !== 'scalar' || typeof type.value !== 'string' || type.value === '') {
      reporter.say('heat-missing-type', `resource '${name}' has no type`, type?.span ?? key.span);
      continue;
    }
    resources.set(name, { name, key, body: value, type });
  }
  return resources;
}

function checkKeys(body: MappingNode, dialect: Dialect, owner: string, reporter: Reporter): void {
  for (const { key } of body.entries) {
    // CFN-style resources may have any further key (CreationPolicy and the like): Heat ignores those.
    if (dialect.resourceKeys.has(key.text) || dialect.style === 'cfn') continue;
    const hint = reporter.didYouMean(key.text, dialect.resourceKeys);
    const message = `'${key.text}' is not a key of a resource in version ${dialect.version}${hint}; it stands in ${owner}`;
    reporter.say('heat-unknown-key', message, key.span);
  }
}

function readOutputs(
  entries: ReadonlyMap<string, MappingEntry>,
  dialect: Dialect,
  reporter: Reporter,
): ReadonlyMap<string, OutputText> {
  const outputs = new Map<string, OutputText>();
  const { words } = dialect;
  for (const [name, { key, value }] of entries) {
    const given = value.kind === 'mapping' ? value.get(words.value) : undefined;
    if (value.kind !== 'mapping' || !given) {
      reporter.say('heat-wrong-section', `output '${name}' has no ${words.value}`, key.span);
      continue;
    }
    const keys = [words.value, words.condition, words.value === 'value' ? 'description' : 'Description'];
    for (const { key: inner } of dialect.style === 'hot' ? value.entries : []) {
      if (keys.includes(inner.text)) continue;
      const hint = reporter.didYouMean(inner.text, keys);
      // Heat looks at it when the template is nested in another.
      const message = `'${inner.text}' is not a key of an output${hint}`;
      reporter.say('heat-unknown-key', message, inner.span, { isLate: true });
    }
    outputs.set(name, { name, key, value: given, condition: value.get(words.condition) ?? null });
  }
  return outputs;
}

/** The node when it is a map. */
export function mappingOf(node: DocumentNode | undefined): MappingNode | null {
  return node?.kind === 'mapping' ? node : null;
}

/** Whether the node is YAML's null. */
export function isNull(node: DocumentNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}
