import { type Datum, plainDatum } from '../datum.ts';
import type { DocumentNode, MappingNode } from '../document/node.ts';
import { readDocument } from '../document/read-document.ts';
import type { LoadOptions } from '../load.ts';
import { isTemplateName, resolvePath } from '../paths.ts';
import type { GivenValue } from './parameters.ts';
import type { Reporter } from './reporter.ts';
import { resourceTypeOf } from './resource-types.ts';
import { isNull, mappingOf } from './template.ts';

/** What the environments and `-P` give to a deployment. */
export interface Environment {
  readonly parameters: ReadonlyMap<string, GivenValue>;
  readonly defaults: ReadonlyMap<string, Datum>;
  readonly registry: Registry;
}

/** What stands behind a resource type. */
export type Implementation =
  | { readonly kind: 'type'; readonly name: string }
  /**
   * A template; `path` as it is read, relative to where the command was started. `entry` is the registered name that
   * led to it and that means something else inside of it; null when an override by path did.
   */
  | { readonly kind: 'template'; readonly name: string; readonly path: string; readonly entry: string | null }
  | { readonly kind: 'unknown'; readonly name: string };

/**
 * Heat's own environment (`/etc/heat/environment.d/default.yaml`, the registry section): aliases of old names, and two
 * types that are templates (their text is in `builtin-templates.ts`).
 */
const DEFAULT_REGISTRY: readonly (readonly [type: string, target: string])[] = [
  ['OS::Quantum*', 'OS::Neutron*'],
  ['AWS::CloudWatch::Alarm', '/etc/heat/templates/AWS_CloudWatch_Alarm.yaml'],
  ['AWS::RDS::DBInstance', '/etc/heat/templates/AWS_RDS_DBInstance.yaml'],
  ['OS::Metering::Alarm', 'OS::Aodh::Alarm'],
  ['OS::Ceilometer::Alarm', 'OS::Aodh::Alarm'],
  ['OS::Ceilometer::GnocchiResourcesAlarm', 'OS::Aodh::GnocchiResourcesAlarm'],
  ['OS::Ceilometer::GnocchiAggregationByMetricsAlarm', 'OS::Aodh::GnocchiAggregationByMetricsAlarm'],
  ['OS::Ceilometer::GnocchiAggregationByResourcesAlarm', 'OS::Aodh::GnocchiAggregationByResourcesAlarm'],
  ['OS::Ceilometer::CombinationAlarm', 'OS::Aodh::CombinationAlarm'],
];

/**
 * Which implementation a resource type has, as `ResourceRegistry.get_resource_info` finds it: the user's environment
 * before Heat's own; in each an entry for this resource's name first, then exact types and globs in the order of their
 * text, so that `My::*` comes before `My::Port`. An entry that leads nowhere is passed over.
 */
export class Registry {
  readonly #byType: ReadonlyMap<string, string>;
  readonly #byResource: Overrides;

  constructor(byType: ReadonlyMap<string, string> = new Map(), byResource: Overrides = new Map()) {
    this.#byType = byType;
    this.#byResource = byResource;
  }

  /** Names that the user's environment defines, for did-you-mean. */
  names(): Iterable<string> {
    return this.#byType.keys();
  }

  /** The registry inside a nested stack: overrides by path lose their first step (`remove_resources_except`). */
  inside(resource: string): Registry {
    const inner = new Map<string, string | Overrides>();
    for (const [pattern, overrides] of this.#byResource) {
      if (typeof overrides !== 'string' && pattern !== resource && fits(pattern, resource)) {
        for (const [name, item] of overrides) inner.set(name, item);
      }
    }
    const own = this.#byResource.get(resource);
    if (own !== undefined && typeof own !== 'string') for (const [name, item] of own) inner.set(name, item);
    return new Registry(this.#byType, inner);
  }

  /**
   * @param file the template that uses the type: a type that names a template is relative to it
   * @param inside the registered names being implemented around this one: inside its own template a name means what it
   * meant before
   */
  resolve(type: string, resource: string, file: string, inside: ReadonlySet<string> = NONE): Implementation {
    if (isTemplateName(type)) return { kind: 'template', name: type, path: resolvePath(file, type), entry: null };
    return this.#find(type, { resource, inside }, NONE) ?? { kind: 'unknown', name: type };
  }

  /** Undefined when nothing stands behind the type. */
  #find(type: string, asked: Asked, seen: ReadonlySet<string>): Implementation | undefined {
    // Aliases in a cycle: the engine runs out of stack.
    if (seen.has(type)) return { kind: 'unknown', name: type };
    const deeper = new Set([...seen, type]);
    const override = this.#overrideOf(type, asked);
    const entries = [...(override === undefined ? [] : [[type, override] as const]), ...this.#entriesOf(type, asked)];
    for (const [name, target] of entries) {
      if (target === null) return { kind: 'type', name };
      const entry = target === override ? null : name;
      if (isTemplateName(target)) return { kind: 'template', name, path: target, entry };
      const found = this.#find(target, asked, deeper);
      if (found) return found;
    }
    return undefined;
  }

  #overrideOf(type: string, { resource }: Asked): string | undefined {
    const overrides = this.#byResource.get(resource);
    const own = typeof overrides === 'object' ? overrides.get(type) : undefined;
    return typeof own === 'string' ? own : undefined;
  }

  #entriesOf(type: string, { inside }: Asked): readonly Entry[] {
    return [...entriesFor(type, this.#byType).filter(([name]) => !inside.has(name)), ...defaultEntries(type)];
  }
}

interface Asked {
  readonly resource: string;
  readonly inside: ReadonlySet<string>;
}

/** A registered name and what it stands for; null for a type that Heat implements itself. */
type Entry = readonly [name: string, target: string | null];

const NONE: ReadonlySet<string> = new Set();

/** Exact and glob entries that fit a type; `OS::Old*: OS::New*` carries the rest of the name over. */
function entriesFor(type: string, registry: ReadonlyMap<string, string>): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [name, target] of registry) {
    if (name === type) entries.push([name, target]);
    else if (name.endsWith('*') && type !== target && type.startsWith(name.slice(0, -1))) {
      // A template never stands behind a glob: the engine takes such an entry for the very name.
      if (isTemplateName(target)) continue;
      entries.push([name, target.endsWith('*') ? target.slice(0, -1) + type.slice(name.length - 1) : target]);
    }
  }
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

function defaultEntries(type: string): readonly Entry[] {
  const own: readonly Entry[] = resourceTypeOf(type) ? [[type, null]] : [];
  return [...entriesFor(type, DEFAULTS), ...own];
}

/** Overrides by path: names of resources, at last a type and what stands for it. */
type Overrides = ReadonlyMap<string, string | Overrides>;

/** Whether a name fits a shell pattern, as Python's `fnmatch` has it. */
function fits(pattern: string, name: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(name);
}

const DEFAULTS: ReadonlyMap<string, string> = new Map(DEFAULT_REGISTRY);

/** Reads the environments in order (later ones win), then `-P` over them. */
export function readEnvironment(options: LoadOptions, reporter: Reporter, files: Map<string, string>): Environment {
  const parameters = new Map<string, GivenValue>();
  const defaults = new Map<string, Datum>();
  const byType = new Map<string, string>();
  const byResource: MutableOverrides = new Map();
  for (const { file, text } of options.environments ?? []) {
    files.set(file, text);
    const document = readDocument(file, text);
    for (const { message, span } of document.diagnostics) reporter.say('heat-wrong-environment', message, span);
    if (!document.root || isNull(document.root)) continue;
    const root = mappingOf(document.root);
    if (!root) {
      reporter.say('heat-wrong-environment', 'the environment is not a map', document.root.span);
      continue;
    }
    checkSections(root, reporter);
    for (const { key, value } of mappingOf(root.get('parameters'))?.entries ?? []) {
      parameters.set(key.text, { value: plainDatum(value), origin: null, span: value.span });
    }
    for (const { key, value } of mappingOf(root.get('parameter_defaults'))?.entries ?? []) {
      defaults.set(key.text, plainDatum(value));
    }
    readRegistry(mappingOf(root.get('resource_registry')), file, { byType, byResource, reporter });
  }
  for (const [name, value] of options.parameters ?? []) parameters.set(name, { value, origin: null, span: null });
  return { parameters, defaults, registry: new Registry(byType, byResource) };
}

const SECTIONS = [
  ...'parameters parameter_defaults parameter_merge_strategies resource_registry'.split(' '),
  ...'encrypted_param_names event_sinks'.split(' '),
];

function checkSections(root: MappingNode, reporter: Reporter): void {
  for (const { key } of root.entries) {
    if (SECTIONS.includes(key.text)) continue;
    const message = `'${key.text}' is not a section of an environment${reporter.didYouMean(key.text, SECTIONS)}`;
    reporter.say('heat-wrong-environment', message, key.span);
  }
}

type MutableOverrides = Map<string, string | Overrides>;

/** What a registry adds to. */
interface Registering {
  readonly byType: Map<string, string>;
  readonly byResource: MutableOverrides;
  readonly reporter: Reporter;
}

function readRegistry(node: MappingNode | null, file: string, into: Registering): void {
  const base = node?.get('base_url');
  const from = base?.kind === 'scalar' ? `${base.text.replace(/\/?$/, '/')}` : file;
  for (const { key, value } of node?.entries ?? []) {
    if (key.text === 'base_url') continue;
    checkStops(key.text, value, into.reporter);
    if (key.text === 'resources') readOverrides(mappingOf(value), from, into.byResource, into.reporter);
    else if (isNull(value)) {
      into.byType.delete(key.text);
      const message = `'${key.text}' stands for nothing, which the client cannot send; OS::Heat::None makes nothing`;
      into.reporter.say('heat-wrong-environment', message, value.span);
    } else setTarget(into.byType, key.text, value, from);
  }
}

/** Words that stand among the types, and what may follow them. Source: heat/engine/environment.py. */
const STOPS: Readonly<Record<string, readonly string[]>> = {
  hooks: 'pre-create pre-update pre-delete post-create post-update post-delete'.split(' '),
  restricted_actions: ['update', 'replace'],
};

function readOverrides(node: MappingNode | null, from: string, into: MutableOverrides, reporter: Reporter): void {
  for (const { key, value } of node?.entries ?? []) {
    checkStops(key.text, value, reporter);
    if (value.kind === 'mapping') {
      const before = into.get(key.text);
      const inner: MutableOverrides = new Map(typeof before === 'object' ? before : []);
      readOverrides(value, from, inner, reporter);
      into.set(key.text, inner);
    } else setTarget(into, key.text, value, from);
  }
}

function checkStops(name: string, node: DocumentNode, reporter: Reporter): void {
  const known = Object.hasOwn(STOPS, name) ? STOPS[name]! : null;
  for (const item of known === null ? [] : node.kind === 'sequence' ? node.items : [node]) {
    if (item.kind === 'scalar' && known!.includes(item.text)) continue;
    reporter.say('heat-wrong-environment', `${name} are ${known!.join(', ')}`, item.span);
  }
}

/** Hooks and restricted actions stand among the types; they are no implementations. */
function setTarget(
  into: Map<string, string> | MutableOverrides,
  type: string,
  value: DocumentNode,
  from: string,
): void {
  if (Object.hasOwn(STOPS, type)) return;
  if (value.kind !== 'scalar' || typeof value.value !== 'string' || value.value === '') return;
  // The client takes a target with '::' for the name of a type, anything else for a file.
  into.set(type, value.value.includes('::') ? value.value : resolvePath(from, value.value));
}
