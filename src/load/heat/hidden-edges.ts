import type { Span } from '../../model/span.ts';
import { isUnknown, type Unknown, unknown } from '../../model/unknown.ts';
import { type Datum, isMap } from '../datum.ts';
import { addPrerequisite, type ResourceInstance } from './instance.ts';
import { asText, entriesOf, propertyValue, textInEntry, textProperty, UnreadableProperty } from './properties.ts';

/**
 * Edges that Heat's plug-ins add without a word in the template (`add_dependencies`), with their quirks: values are
 * compared as they are before anything is created, so `get_resource: net` equals the literal `net`, and two attributes
 * that nobody knows yet are equal. Only resources of one stack are compared. Sources: the methods of that name in
 * heat/engine/resources/openstack/neutron/*.py, openstack/nova/server.py and aws/ec2/internet_gateway.py.
 */
export function addHiddenEdges(resources: Iterable<ResourceInstance>, unknowns: Unknown[]): void {
  const neighbours = new Neighbours(resources, unknowns);
  for (const resource of neighbours.all) {
    const rule = resource.implementation.kind === 'type' ? RULES.get(resource.implementation.name) : undefined;
    if (!rule) continue;
    try {
      rule(resource, neighbours);
    } catch (error) {
      // As in the engine: what cannot be read ends the search for hidden edges of this resource, silently.
      if (!(error instanceof UnreadableProperty)) throw error;
    }
  }
}

type HiddenRule = (resource: ResourceInstance, neighbours: Neighbours) => void;

const RULES: ReadonlyMap<string, HiddenRule> = new Map<string, HiddenRule>([
  ['OS::Neutron::Port', port],
  ['OS::Nova::Server', server],
  ['OS::Neutron::Router', router],
  ['OS::Neutron::RouterGateway', routerGateway],
  ['OS::Neutron::FloatingIP', floatingIp],
  ['OS::Neutron::FloatingIPAssociation', (resource, all) => interfacesOfPorts(resource, all, firstSubnet)],
  ['OS::Neutron::FloatingIPPortForward', (resource, all) => interfacesOfPorts(resource, all, firstSubnet)],
  ['OS::Neutron::ExtraRoute', extraRoute],
  [
    'OS::Neutron::ExtraRouteSet',
    (resource, all) => sameRouter(resource, all, 'router', ['OS::Neutron::RouterInterface']),
  ],
  ['AWS::EC2::VPCGatewayAttachment', vpcGatewayAttachment],
]);

/** The resources of one stack, found by type and by the value of a property, so that large stacks stay linear. */
class Neighbours {
  readonly all: readonly ResourceInstance[];
  readonly #byName: ReadonlyMap<string, ResourceInstance>;
  readonly #byType = new Map<string, ResourceInstance[]>();
  readonly #byValue = new Map<string, ReadonlyMap<string, readonly ResourceInstance[]>>();
  readonly #unknowns: Unknown[];
  readonly #said = new Set<string>();

  constructor(resources: Iterable<ResourceInstance>, unknowns: Unknown[]) {
    this.all = [...resources];
    this.#unknowns = unknowns;
    this.#byName = new Map(this.all.map((resource) => [resource.name, resource]));
    for (const resource of this.all) {
      // `has_interface`: the type as written, or the one that the registry makes of it.
      for (const type of new Set([resource.type, resource.implementation.name])) {
        const list = this.#byType.get(type);
        if (list) list.push(resource);
        else this.#byType.set(type, [resource]);
      }
    }
  }

  get(name: string): ResourceInstance | undefined {
    return this.#byName.get(name);
  }

  ofType(type: string): readonly ResourceInstance[] {
    return this.#byType.get(type) ?? [];
  }

  /** Those of a type whose property equals a value; an undecided value equals itself only, and that is noted. */
  where(type: string, property: string, value: Datum): readonly ResourceInstance[] {
    const index = this.#indexOf(type, property);
    if (isUnknown(value) && index.size > 0) this.#note(value, type);
    return index.get(keyOf(value)) ?? [];
  }

  #indexOf(type: string, property: string): ReadonlyMap<string, readonly ResourceInstance[]> {
    const known = this.#byValue.get(`${type} ${property}`);
    if (known) return known;
    const index = new Map<string, ResourceInstance[]>();
    for (const resource of this.ofType(type)) {
      const value = readable(() => textProperty(resource, property));
      if (value === undefined) continue;
      const list = index.get(keyOf(value));
      if (list) list.push(resource);
      else index.set(keyOf(value), [resource]);
    }
    this.#byValue.set(`${type} ${property}`, index);
    return index;
  }

  #note(value: Unknown, type: string): void {
    const cause = `${value.cause}, so the engine's hidden dependencies on ${type} are not decided`;
    if (this.#said.has(cause)) return;
    this.#said.add(cause);
    this.#unknowns.push(unknown(cause, value.span));
  }
}

function keyOf(value: Datum): string {
  return isUnknown(value) ? `unknown ${value.cause}` : `${typeof value} ${String(value)}`;
}

/** Undefined where the engine would skip: the value cannot be read. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableProperty) return undefined;
    throw error;
  }
}

/** Adds the hidden edge; the span is the property that triggers it, or the resource's name when there is none. */
function after(resource: ResourceInstance, prerequisite: ResourceInstance, via: string, property: string): void {
  addPrerequisite(resource, prerequisite.name, {
    kind: 'implicit',
    via,
    span: spanOf(resource, property),
    value: null,
    when: prerequisite.when,
  });
}

function spanOf(resource: ResourceInstance, property: string): Span {
  const older = `${property}_id`;
  return (resource.properties.get(property) ?? resource.properties.get(older))?.node.span ?? resource.span;
}

/** A port may get its address from any subnet of its network, so it waits for all of them. */
function port(resource: ResourceInstance, all: Neighbours): void {
  const network = textProperty(resource, 'network');
  for (const subnet of all.where('OS::Neutron::Subnet', 'network', network)) {
    after(resource, subnet, 'a port waits for every subnet of its network', 'network');
  }
}

/** An entry without `network` (a port, a subnet) may be on any network for all that Heat knows. */
function server(resource: ResourceInstance, all: Neighbours): void {
  const entries = entriesOf(propertyValue(resource, 'networks'));
  if (entries.length === 0) return;
  const networks = entries.map((entry) => textInEntry(entry, 'network', 'uuid'));
  const isAny = networks.some((network) => network === null || network === '');
  const waitFor = (subnet: ResourceInstance): void =>
    after(resource, subnet, 'a server waits for the subnets of its networks', 'networks');
  if (isAny) {
    for (const subnet of all.ofType('OS::Neutron::Subnet')) {
      if (readable(() => textProperty(subnet, 'network')) !== undefined) waitFor(subnet);
    }
    return;
  }
  const found = new Set<ResourceInstance>();
  for (const network of [null, '', ...networks]) {
    for (const subnet of all.where('OS::Neutron::Subnet', 'network', network)) found.add(subnet);
  }
  for (const subnet of found) waitFor(subnet);
}

function router(resource: ResourceInstance, all: Neighbours): void {
  const network = gatewayNetwork(resource);
  if (network === undefined) return;
  for (const subnet of all.where('OS::Neutron::Subnet', 'network', network)) {
    after(resource, subnet, 'a router waits for the subnets of its external network', 'external_gateway_info');
  }
}

/** The network of a router's external gateway; undefined when it has none. */
function gatewayNetwork(resource: ResourceInstance): Datum | undefined {
  const gateway = propertyValue(resource, 'external_gateway_info');
  if (gateway === undefined || gateway === null || isUnknown(gateway)) return undefined;
  if (!isMap(gateway)) throw new UnreadableProperty('expected a map');
  if (!gateway.has('network')) throw new UnreadableProperty("property 'network' is not given");
  return asText(gateway.get('network')!);
}

function routerGateway(resource: ResourceInstance, all: Neighbours): void {
  sameRouter(resource, all, 'router_id', ['OS::Neutron::RouterInterface']);
  const network = readable(() => textProperty(resource, 'network'));
  if (network === undefined) return;
  for (const subnet of all.where('OS::Neutron::Subnet', 'network', network)) {
    after(resource, subnet, 'a router gateway waits for the subnets of its network', 'network');
  }
}

function extraRoute(resource: ResourceInstance, all: Neighbours): void {
  sameRouter(resource, all, 'router_id', ['OS::Neutron::RouterInterface', 'OS::Neutron::RouterGateway']);
}

function sameRouter(resource: ResourceInstance, all: Neighbours, property: string, types: readonly string[]): void {
  const id = readable(() => textProperty(resource, property));
  if (id === undefined) return;
  for (const type of types) {
    const theirs = type === 'OS::Neutron::RouterInterface' ? 'router' : 'router_id';
    const what = type === 'OS::Neutron::RouterInterface' ? 'interface' : 'gateway';
    for (const other of all.where(type, theirs, id)) {
      after(resource, other, `it waits for the ${what}s of its router`, property);
    }
  }
}

function floatingIp(resource: ResourceInstance, all: Neighbours): void {
  const network = readable(() => textProperty(resource, 'floating_network'));
  if (network !== undefined) {
    // An attribute that nobody knows yet makes no match here, as the plug-in looks for the older name next.
    const gateways = network === '' ? [] : all.where('OS::Neutron::RouterGateway', 'network', network);
    for (const gateway of gateways) {
      after(resource, gateway, 'a floating IP waits for the gateways to its network', 'floating_network');
    }
    for (const other of all.ofType('OS::Neutron::Router')) {
      const theirs = readable(() => gatewayNetwork(other));
      if (theirs === undefined || keyOf(theirs) !== keyOf(network)) continue;
      after(resource, other, 'a floating IP waits for the routers to its network', 'floating_network');
    }
  }
  interfacesOfPorts(resource, all, anySubnet);
}

type Subnets = (port: ResourceInstance) => readonly Datum[] | 'unaddressed' | undefined;

/** The subnets of all fixed addresses; a port without any could be on every subnet for all that Heat knows. */
const anySubnet: Subnets = (resource) => {
  const entries = readable(() => entriesOf(propertyValue(resource, 'fixed_ips')));
  if (entries === undefined) return undefined;
  if (entries.length === 0) return 'unaddressed';
  return entries.map(subnetOf);
};

/** The subnet of the first fixed address only. */
const firstSubnet: Subnets = (resource) => entriesOf(propertyValue(resource, 'fixed_ips')).slice(0, 1).map(subnetOf);

function subnetOf(entry: ReadonlyMap<string, Datum>): Datum {
  return emptyToNull(textInEntry(entry, 'subnet', 'subnet_id'));
}

function emptyToNull(value: Datum): Datum {
  return value === '' ? null : value;
}

/** Router interfaces on a subnet of a port that the template names directly. */
function interfacesOfPorts(resource: ResourceInstance, all: Neighbours, subnetsOf: Subnets): void {
  const ports = [...resource.prerequisites.keys()]
    .map((name) => all.get(name))
    .filter((other): other is ResourceInstance => other !== undefined && isPort(other));
  const property = resource.properties.get('port_id') ? 'port_id' : 'port';
  for (const other of ports) {
    const subnets = subnetsOf(other);
    if (subnets === undefined) continue;
    for (const item of all.ofType('OS::Neutron::RouterInterface')) {
      const subnet = emptyToNull(textProperty(item, 'subnet'));
      // Asked for a port without fixed addresses, Heat asks Neutron for its network by a name, fails, and goes on.
      const isOn = subnets === 'unaddressed' ? subnet === null : subnets.some((one) => keyOf(one) === keyOf(subnet));
      if (isOn) after(resource, item, 'it waits for the interfaces on the subnet of its port', property);
    }
  }
}

function isPort(resource: ResourceInstance): boolean {
  return resource.type === 'OS::Neutron::Port' || resource.implementation.name === 'OS::Neutron::Port';
}

function vpcGatewayAttachment(resource: ResourceInstance, all: Neighbours): void {
  const vpc = textProperty(resource, 'VpcId');
  for (const table of all.where('AWS::EC2::RouteTable', 'VpcId', vpc)) {
    after(resource, table, 'a gateway attachment waits for the route tables of its VPC', 'VpcId');
  }
}
