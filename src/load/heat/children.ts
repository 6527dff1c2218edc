import { unknown } from '../../model/unknown.ts';
import type { Datum } from '../datum.ts';
import { isMap } from '../datum.ts';
import { isRemote, resolvePath } from '../paths.ts';
import { LOAD_BALANCER_TEMPLATE } from './builtin-templates.ts';
import { evaluate, evaluateGiven } from './evaluate.ts';
import { membersOf } from './groups.ts';
import { addHiddenEdges } from './hidden-edges.ts';
import type { ResourceInstance, StackInstance } from './instance.ts';
import type { GivenValue } from './parameters.ts';
import { evaluateOrigin, propertyValue } from './properties.ts';
import type { Origin } from './scope.ts';
import type { Session } from './session.ts';
import type { StackPlan } from './stack.ts';
import { mappingOf, type Template } from './template.ts';

/** What unfolding needs to know of the stack that it happens in. */
export interface Nesting {
  readonly stack: StackInstance;
  readonly inside: ReadonlySet<string>;
  readonly session: Session;
  readonly instantiate: (plan: StackPlan, session: Session) => StackInstance;
}

/** Heat's `max_nested_stack_depth`, as it is unless an operator changes it. */
const DEEPEST = 5;

/** The stack inside a resource: a nested template, or the members of a group. Null for an ordinary resource. */
export function childOf(resource: ResourceInstance, nesting: Nesting): StackInstance | null {
  const { implementation } = resource;
  if (implementation.kind === 'unknown') return null;
  if (implementation.kind === 'template') {
    const { path } = implementation;
    return templateChild(resource, path, propertyParameters, nesting);
  }
  switch (implementation.name) {
    case 'AWS::CloudFormation::Stack': {
      const url = propertyValue(resource, 'TemplateURL');
      if (typeof url !== 'string') return null;
      const { scope } = resource.properties.get('TemplateURL')!;
      const path = isRemote(url) ? url : resolvePath(scope.file, url);
      return templateChild(resource, path, stackParameters, nesting);
    }
    case 'AWS::ElasticLoadBalancing::LoadBalancer':
      return templateChild(resource, LOAD_BALANCER_TEMPLATE, loadBalancerParameters(nesting.stack), nesting);
    default:
      return groupChild(resource, nesting);
  }
}

export function isDeploymentGroup(resource: ResourceInstance): boolean {
  return /^OS::Heat::(?:Software|Structured)Deployment(?:Group|s)$/.test(resource.implementation.name);
}

function templateChild(
  resource: ResourceInstance,
  path: string,
  parameters: (resource: ResourceInstance, template: Template) => ReadonlyMap<string, GivenValue>,
  nesting: Nesting,
): StackInstance | null {
  const { stack, session } = nesting;
  const at = resource.text?.type.span ?? resource.span;
  const template = session.template(path, at);
  if (!template || !mayNest(resource, stack, session, `template '${path}'`)) return null;
  if (!session.takeRoom(template.resources.size)) {
    session.reporter.say(
      'heat-nesting-size',
      `template '${path}' is not unfolded everywhere: that would be too much`,
      at,
    );
    return null;
  }
  const plan: StackPlan = {
    id: resource.id,
    template,
    given: parameters(resource, template),
    registry: stack.registry.inside(resource.name),
    depth: stack.depth + 1,
    inside: insideOf(resource, nesting),
  };
  return nesting.instantiate(plan, session);
}

/** Inside its own template a registered name means what it meant before. */
function insideOf({ implementation }: ResourceInstance, { inside }: Nesting): ReadonlySet<string> {
  const entry = implementation.kind === 'template' ? implementation.entry : null;
  return entry === null ? inside : new Set([...inside, entry]);
}

function mayNest(resource: ResourceInstance, stack: StackInstance, session: Session, what: string): boolean {
  if (stack.depth < DEEPEST) return true;
  const at = resource.text?.type.span ?? resource.span;
  const message = `${what} is nested deeper than ${DEEPEST}, the most that Heat allows`;
  session.reporter.say('heat-nesting-depth', message, at);
  return false;
}

function groupChild(resource: ResourceInstance, nesting: Nesting): StackInstance | null {
  const { stack, session } = nesting;
  const registry = stack.registry.inside(resource.name);
  const members = membersOf({ resource, stack, registry, inside: nesting.inside, session });
  if (!members || !mayNest(resource, stack, session, 'a group')) return null;
  const child: StackInstance = {
    id: resource.id,
    kind: 'set',
    template: null,
    scope: stack.scope,
    conditions: null,
    registry,
    resources: new Map(members.map((member) => [member.name, member])),
    disabled: [],
    depth: stack.depth + 1,
  };
  addHiddenEdges(members, session.unknowns);
  for (const member of members) member.child = childOf(member, { ...nesting, stack: child });
  return child;
}

/** The properties of a template resource are the parameters of its template. */
function propertyParameters(resource: ResourceInstance, template: Template): ReadonlyMap<string, GivenValue> {
  const given = new Map<string, GivenValue>();
  for (const [name, { value: schema }] of template.parameters) {
    const origin = resource.properties.get(name);
    if (!origin) {
      if (resource.properties.isKnown) continue;
      const cause = `whether parameter '${name}' of '${resource.id}' is given is decided by a function`;
      given.set(name, { value: unknown(cause, resource.span), origin: null, span: null });
      continue;
    }
    const value = evaluateGiven(origin.node, origin.scope);
    if (value === undefined) continue;
    // A null, such as an attribute that is not known yet, stands for nothing of the parameter's type, default or not.
    const type = mappingOf(schema)?.get(template.dialect.words.parameterType);
    const kind = type?.kind === 'scalar' ? type.text.toLowerCase() : '';
    given.set(name, {
      value: value ?? emptyOf(kind),
      origin,
      span: origin.node.span,
      isLate: isLate(resource, name),
      isProperty: true,
    });
  }
  return given;
}

/** Before the creation Heat checks the values of the top-level template only, and none that needs another resource. */
function isLate(resource: ResourceInstance, property: string): boolean {
  if (resource.stack !== '' || resource.text === null) return true;
  return resource.references.some(({ input }) => /^[^.[]+/.exec(input)?.[0] === property);
}

function emptyOf(type: string): Datum {
  switch (type) {
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'json':
      return new Map();
    case 'comma_delimited_list':
    case 'commadelimitedlist':
      return [];
    default:
      return '';
  }
}

/** `AWS::CloudFormation::Stack` gives its parameters in a property of that name. */
function stackParameters(resource: ResourceInstance): ReadonlyMap<string, GivenValue> {
  const origin = resource.properties.get('Parameters');
  if (!origin) return new Map();
  const map = mappingOf(origin.node);
  const value = evaluateOrigin(origin);
  const given = new Map<string, GivenValue>();
  for (const [name, item] of isMap(value) ? value : []) {
    const node = map?.get(name);
    const source: Origin | null = node ? { node, scope: origin.scope } : null;
    const value = node ? evaluate(node, origin.scope) : item;
    given.set(name, { value, origin: source, span: node?.span ?? null, isLate: true });
  }
  return given;
}

/** The load balancer takes some parameters of the stack it stands in, by their names. Source: `child_params` of its plug-in. */
function loadBalancerParameters(stack: StackInstance): (resource: ResourceInstance) => ReadonlyMap<string, GivenValue> {
  return (resource) => {
    const given = new Map<string, GivenValue>();
    for (const name of ['KeyName', 'LbFlavor', 'LBTimeout', 'LbImageId']) {
      const parameter = stack.scope.parameters.get(name);
      if (parameter) given.set(name, { ...parameter, span: null });
    }
    const origin = resource.properties.get('SecurityGroups');
    if (origin) given.set('SecurityGroups', { value: evaluateOrigin(origin) ?? [], origin, span: origin.node.span });
    return given;
  };
}
