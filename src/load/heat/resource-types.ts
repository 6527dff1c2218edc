import { propertySchemasOf } from './property-schemas.ts';
import { RESOURCE_TYPE_ROWS } from './resource-types.generated.ts';

/**
 * How sure it is that a name or a value is refused because our lists do not have it: they are those of Heat 19 as it is
 * installed. A later version may know more, and an operator may have added plug-ins.
 */
export const BY_OUR_LISTS = { confidence: 'likely' } as const;

/** What Heat knows of one of its own resource types. */
export interface ResourceType {
  readonly name: string;
  /** Whether Heat polls until the creation is complete; otherwise it is done when the request returns. */
  readonly waits: boolean;
  /** Property name → whether it is required. */
  readonly properties: ReadonlyMap<string, boolean>;
  readonly attributes: ReadonlySet<string>;
}

const remembered = new Map<string, ResourceType>();

/** @returns what is known of a type that Heat implements itself; undefined for any other name */
export function resourceTypeOf(name: string): ResourceType | undefined {
  const known = remembered.get(name);
  if (known) return known;
  const row = Object.hasOwn(RESOURCE_TYPE_ROWS, name) ? RESOURCE_TYPE_ROWS[name] : undefined;
  if (!row) return undefined;
  const [waits, properties, attributes] = row;
  const type: ResourceType = {
    name,
    waits: waits === 'waits',
    properties: new Map(words(properties).map((word) => [word.replace(/!$/, ''), word.endsWith('!')])),
    attributes: new Set(words(attributes)),
  };
  remembered.set(name, type);
  return type;
}

/** The names of the types that Heat implements itself, sorted. */
export function resourceTypeNames(): readonly string[] {
  return Object.keys(RESOURCE_TYPE_ROWS);
}

/**
 * The properties that a translation rule fills from an older name, so that giving the older one is giving both.
 * Source: `translation_rules` of the plug-ins (heat/engine/resources/openstack/neutron/*.py, nova/server.py).
 */
export const TRANSLATED_PROPERTIES: Readonly<Record<string, string>> = {
  network: 'network_id',
  subnet: 'subnet_id',
  router: 'router_id',
  port: 'port_id',
  floating_network: 'floating_network_id',
  qos_policy: 'qos_policy_id',
};

/** As `TRANSLATED_PROPERTIES`, in the entries of a list property. */
export const TRANSLATED_IN_LISTS: Readonly<
  Record<string, { readonly list: string; readonly name: string; readonly older: string }>
> = {
  'OS::Neutron::Port': { list: 'fixed_ips', name: 'subnet', older: 'subnet_id' },
  'OS::Nova::Server': { list: 'networks', name: 'network', older: 'uuid' },
};

/**
 * Types that answer for any attribute before they exist (members of a group, outputs of a configuration or a stack):
 * Heat finds a wrong one only when the creation asks for it. Source: the classes that override `get_attribute`.
 */
const DYNAMIC_ATTRIBUTES = new Set([
  'AWS::CloudFormation::Stack',
  'OS::Heat::AutoScalingGroup',
  'OS::Heat::ResourceChain',
  'OS::Heat::ResourceGroup',
  'OS::Heat::SoftwareDeployment',
  'OS::Heat::SoftwareDeploymentGroup',
  'OS::Heat::SoftwareDeployments',
  'OS::Heat::StructuredDeployment',
  'OS::Heat::StructuredDeploymentGroup',
  'OS::Heat::StructuredDeployments',
  'OS::Senlin::Cluster',
]);

/**
 * Placeholders: they take any property and do nothing with it. Source: openstack/heat/none_resource.py,
 * ha_restarter.py, and the types that were withdrawn.
 */
export const PLACEHOLDER_TYPES: ReadonlySet<string> = new Set([
  'OS::Aodh::CombinationAlarm',
  'OS::Designate::Domain',
  'OS::Designate::Record',
  'OS::Heat::HARestarter',
  'OS::Heat::None',
  'OS::Magnum::Bay',
]);

/**
 * Whether the type takes any property and answers for any attribute: a placeholder, or one that later versions of Heat
 * have made one of (Senlin's and Sahara's types, the older load balancers), so that the table knows nothing of it.
 */
export function takesAnything({ name, properties, attributes }: ResourceType): boolean {
  if (PLACEHOLDER_TYPES.has(name)) return true;
  return properties.size === 0 && attributes.size === 0 && Object.keys(propertySchemasOf(name) ?? {}).length > 0;
}

const UPDATE_POLICIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::AutoScaling::AutoScalingGroup': ['AutoScalingRollingUpdate'],
  'OS::Heat::InstanceGroup': ['RollingUpdate'],
  'OS::Heat::ResourceGroup': ['batch_create', 'rolling_update'],
  'OS::Heat::SoftwareDeploymentGroup': ['batch_create', 'rolling_update'],
  'OS::Heat::SoftwareDeployments': ['batch_create', 'rolling_update'],
  'OS::Heat::StructuredDeploymentGroup': ['batch_create', 'rolling_update'],
  'OS::Heat::StructuredDeployments': ['batch_create', 'rolling_update'],
};

/** The keys that an update policy of the type may have. Source: `update_policy_schema` of the plug-ins. */
export function updatePolicyOf(type: string): readonly string[] {
  return Object.hasOwn(UPDATE_POLICIES, type) ? UPDATE_POLICIES[type]! : [];
}

/** Whether Heat takes this attribute of the type; every type has `show`. */
export function hasAttribute(type: ResourceType, attribute: string): boolean {
  return (
    attribute === 'show' || takesAnything(type) || DYNAMIC_ATTRIBUTES.has(type.name) || type.attributes.has(attribute)
  );
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
