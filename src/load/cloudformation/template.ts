import type { Span } from '../../model/span.ts';
import type { DocumentNode, MappingEntry, MappingNode, ScalarNode } from '../document/node.ts';
import { callOf, mappingOf, textOf } from './call.ts';
import { expandLoops, type LoopContext } from './for-each.ts';
import type { Session } from './session.ts';
import { EXTENSIONS, type Transform, transformsOf } from './transforms.ts';

/** A template as written, its loops unfolded, nothing else evaluated. */
export interface Template {
  readonly file: string;
  readonly parameters: ReadonlyMap<string, MappingEntry>;
  readonly conditions: ReadonlyMap<string, MappingEntry>;
  readonly mappings: MappingNode | null;
  readonly resources: ReadonlyMap<string, ResourceText>;
  readonly outputs: ReadonlyMap<string, OutputText>;
  /** Macros that rewrite it in a way that only the service knows; `AWS::LanguageExtensions` is none. */
  readonly macros: readonly string[];
  /** Whether `AWS::LanguageExtensions` lets functions stand where else only names may. */
  readonly hasExtensions: boolean;
}

export interface ResourceText {
  readonly name: string;
  readonly key: ScalarNode;
  readonly body: MappingNode;
  readonly type: string;
}

export interface OutputText {
  readonly name: string;
  readonly value: DocumentNode;
  readonly condition: DocumentNode | null;
}

/** The sections of a template. Source: the template anatomy of the user guide, and `Globals` of SAM. */
export const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Transform',
  'Hooks',
  'Globals',
  'Resources',
  'Outputs',
] as const;

/** Reads the outer shape and says what CloudFormation would reject of it; null when it is no template at all. */
export function readTemplate(root: DocumentNode, file: string, session: Session): Template | null {
  if (root.kind !== 'mapping') {
    session.say('cfn-wrong-section', 'the template is not a map of sections', root.span);
    return null;
  }
  checkSections(root, session);
  const transforms = transformsOf(root);
  const hasExtensions = transforms.some(({ name }) => name === EXTENSIONS);
  const hasLoops = hasExtensions && root.source.text.includes('Fn::ForEach');
  const parameters = section(root, 'Parameters', session, null);
  const loops: LoopContext | null = hasLoops
    ? { parameters, mappings: mappingOf(root.get('Mappings')), session }
    : null;
  const macros = transforms.filter(({ name }) => name !== EXTENSIONS);
  const template: Template = {
    file,
    parameters,
    conditions: section(root, 'Conditions', session, loops),
    mappings: mappingOf(root.get('Mappings')),
    resources: readResources(section(root, 'Resources', session, loops), session),
    outputs: readOutputs(section(root, 'Outputs', session, loops)),
    macros: [...new Set(macros.map(({ name }) => name))],
    hasExtensions,
  };
  if (!root.has('Resources'))
    session.say('cfn-wrong-section', "the template has no section 'Resources'", firstKey(root));
  for (const macro of macros) sayMacro(macro, session);
  checkNames(template, session);
  return template;
}

function firstKey(root: MappingNode): Span {
  return root.entries[0]?.key.span ?? root.span;
}

function sayMacro({ name, span }: Transform, session: Session): void {
  const what = `the macro '${name}' rewrites the template; what it adds or changes is not known here`;
  session.say('cfn-macro', what, span);
  session.note(`what the macro '${name}' adds`, span);
}

function checkSections(root: MappingNode, session: Session): void {
  for (const { key } of root.entries) {
    if ((SECTIONS as readonly string[]).includes(key.text) || key.text.startsWith('Fn::')) continue;
    const hint = session.didYouMean(key.text, SECTIONS);
    session.say('cfn-wrong-section', `'${key.text}' is not a section of a CloudFormation template${hint}`, key.span);
  }
}

function section(
  root: MappingNode,
  name: string,
  session: Session,
  loops: LoopContext | null,
): ReadonlyMap<string, MappingEntry> {
  const node = root.get(name);
  if (!node || (node.kind === 'scalar' && node.value === null)) return new Map();
  if (node.kind !== 'mapping') {
    const found = node.kind === 'sequence' ? 'a list' : 'a single value';
    session.say('cfn-wrong-section', `section '${name}' is ${found}; expected a map`, root.entry(name)!.key.span);
    return new Map();
  }
  const entries = loops ? expandLoops(node, loops).entries : node.entries;
  return new Map(entries.filter(({ key }) => key.text !== 'Fn::Transform').map((entry) => [entry.key.text, entry]));
}

function readResources(
  entries: ReadonlyMap<string, MappingEntry>,
  session: Session,
): ReadonlyMap<string, ResourceText> {
  const resources = new Map<string, ResourceText>();
  for (const [name, { key, value }] of entries) {
    if (name.startsWith('Fn::ForEach::')) {
      session.say('cfn-unexpanded-loop', `'${name}' needs 'Transform: AWS::LanguageExtensions'`, key.span, {
        severity: 'error',
      });
      continue;
    }
    const type = textOf(value.kind === 'mapping' ? value.get('Type') : undefined);
    if (value.kind !== 'mapping' || callOf(value) !== null || type === null || type === '') {
      const found = value.kind === 'mapping' ? 'has no type' : 'is not a map with a type';
      session.say('cfn-missing-type', `resource '${name}' ${found}`, key.span);
      continue;
    }
    resources.set(name, { name, key, body: value, type });
  }
  return resources;
}

function readOutputs(entries: ReadonlyMap<string, MappingEntry>): ReadonlyMap<string, OutputText> {
  const outputs = new Map<string, OutputText>();
  for (const [name, { value: body }] of entries) {
    const value = mappingOf(body)?.get('Value');
    if (value) outputs.set(name, { name, value, condition: mappingOf(body)?.get('Condition') ?? null });
  }
  return outputs;
}

function checkNames({ parameters, resources }: Template, session: Session): void {
  for (const [name, { key }] of resources) {
    const parameter = parameters.get(name);
    if (!parameter) continue;
    const related = [{ message: 'the parameter', span: parameter.key.span }];
    session.say('cfn-duplicate-name', `'${name}' is both a parameter and a resource`, key.span, { related });
  }
}
