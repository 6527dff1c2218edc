import { isReservedName } from '../../model/builder.ts';
import { and, type Condition } from '../../model/condition.ts';
import type { Span } from '../../model/span.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { DocumentNode, MappingNode } from '../document/node.ts';
import { isRemote, resolvePath } from '../paths.ts';
import { listArguments, mappingOf, textOf } from './call.ts';
import { Comparisons } from './comparisons.ts';
import { Conditions } from './conditions.ts';
import { evaluate } from './evaluate.ts';
import { type Given, type Parameter, readParameters } from './parameters.ts';
import { type ParameterUse, type Reference, referencesOf } from './references.ts';
import type { Session } from './session.ts';
import { type ResourceText, readTemplate, type Template } from './template.ts';

/** One resource of one stack. */
export interface ResourceInstance {
  readonly name: string;
  /** The name at the top level, below it preceded by the stack's id. */
  readonly id: string;
  readonly type: string;
  readonly stack: Stack;
  readonly text: ResourceText;
  /** When it exists, the stacks around it included. */
  readonly when: Condition | null;
  readonly span: Span;
  readonly properties: MappingNode | null;
  readonly references: readonly Reference[];
  readonly parameterUses: readonly ParameterUse[];
  readonly dependsOn: readonly { readonly name: string; readonly span: Span }[];
  /** The nested template, when it could be read. */
  readonly child: Stack | null;
}

/** Where a stack stands. */
interface Place {
  readonly id: string;
  readonly when: Condition | null;
  readonly given: Given | null;
  /** The files of the templates around it. */
  readonly around: readonly string[];
  readonly comparisons: Comparisons;
}

/** How deep stacks may be nested before one looks like a cycle. */
const DEEPEST = 10;

/** One stack as it will be created: its parameters and conditions settled, every reference found. */
export class Stack {
  /** Id of the resource that is this stack; `''` is the top-level template. */
  readonly id: string;
  readonly template: Template;
  readonly session: Session;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly comparisons: Comparisons;
  readonly conditions: Conditions;
  /** Those that may exist, by name, in template order. */
  readonly resources = new Map<string, ResourceInstance>();
  /** Those that chosen parameters switch off. */
  readonly disabled: ResourceText[] = [];
  readonly #place: Place;

  constructor(template: Template, place: Place, session: Session) {
    this.id = place.id;
    this.template = template;
    this.session = session;
    this.#place = place;
    this.comparisons = place.comparisons;
    this.parameters = readParameters(template.parameters, place.given, session);
    this.conditions = new Conditions(this);
    for (const text of template.resources.values()) this.#add(text);
  }

  static top(template: Template, session: Session): Stack {
    const place = { id: '', when: null, given: null, around: [template.file], comparisons: new Comparisons() };
    return new Stack(template, place, session);
  }

  /** A name of this stack as the whole deployment knows it. */
  qualified(name: string): string {
    return this.id === '' ? name : `${this.id}/${name}`;
  }

  #add(text: ResourceText): void {
    const id = this.qualified(text.name);
    if (isReservedName(id) || !this.session.takeRoom(1)) {
      this.session.say('cfn-reserved-name', `a resource named '${id}' cannot be shown; rename it`, text.key.span);
      return;
    }
    const named = text.body.get('Condition');
    const own = named ? this.conditions.get(textOf(named) ?? '', named.span) : null;
    if (own?.kind === 'literal' && !own.value && this.session.hasChosen) {
      this.disabled.push(text);
      return;
    }
    const when = and(this.#place.when, own);
    const { references, parameters } = referencesOf(text.body, this);
    const properties = mappingOf(text.body.get('Properties'));
    this.resources.set(text.name, {
      name: text.name,
      id,
      type: text.type,
      stack: this,
      text,
      when,
      span: text.key.span,
      properties,
      references,
      parameterUses: parameters,
      dependsOn: this.#dependsOn(text),
      child: text.type === 'AWS::CloudFormation::Stack' ? this.#child(id, when, properties) : null,
    });
  }

  #dependsOn(text: ResourceText): readonly { readonly name: string; readonly span: Span }[] {
    const node = text.body.get('DependsOn');
    if (!node) return [];
    const names: { name: string; span: Span }[] = [];
    for (const item of listArguments(node) ?? [node]) {
      const said = textOf(item) ?? (this.template.hasExtensions ? evaluate(item, this) : null);
      const name = typeof said === 'string' ? said : null;
      if (name === null && isUnknown(said)) this.session.note(said.cause, item.span);
      else if (name === null) {
        this.session.say('cfn-wrong-section', "'DependsOn' takes names of resources", item.span);
      } else if (this.template.resources.has(name)) names.push({ name, span: item.span });
      else if (this.template.macros.length === 0) {
        const hint = this.session.didYouMean(name, this.template.resources.keys());
        this.session.say(
          'cfn-unknown-reference',
          `'DependsOn' names '${name}', which is no resource${hint}`,
          item.span,
        );
      }
    }
    return names;
  }

  /** The stack of a template that lies beside this one. */
  #child(id: string, when: Condition | null, properties: MappingNode | null): Stack | null {
    const node = properties?.get('TemplateURL');
    const url = node && evaluate(node, this);
    if (!node || typeof url !== 'string' || isRemote(url)) {
      const cause = isUnknown(url) ? `: ${url.cause}` : '';
      this.session.say('cfn-remote-template', `the template of '${id}' is not read here${cause}`, node?.span ?? null);
      return null;
    }
    const path = resolvePath(this.template.file, url);
    const { around } = this.#place;
    if (around.includes(path) || around.length >= DEEPEST) {
      this.session.say(
        'cfn-nesting-size',
        `'${path}' is nested in itself, or too deep; it is one task here`,
        node.span,
      );
      return null;
    }
    const root = this.session.document(path, node.span);
    const template = root && readTemplate(root, path, this.session);
    if (!template) return null;
    const given = this.#given(properties?.get('Parameters'));
    const place = { id, when, given, around: [...around, path], comparisons: this.comparisons };
    return new Stack(template, place, this.session);
  }

  #given(node: DocumentNode | undefined): Given {
    const given = new Map<
      string,
      { node: DocumentNode; stack: Stack; value: ReturnType<typeof evaluate>; isChosen: boolean }
    >();
    for (const { key, value: text } of mappingOf(node)?.entries ?? []) {
      const value = evaluate(text, this);
      const isConstant = textOf(text) !== null;
      given.set(key.text, {
        node: text,
        stack: this,
        value,
        isChosen: isConstant || (this.session.hasChosen && !isUnknown(value)),
      });
    }
    return given;
  }
}
