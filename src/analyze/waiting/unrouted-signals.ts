import type { ConditionalGraph } from '../conditional-graph.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { taskPhrase } from './story.ts';
import { orderProofs, waitsOn } from './wait-facts.ts';

/** Resource types that give a subnet its way out. */
const ROUTES = /^(?:OS::Neutron::RouterInterface|AWS::EC2::SubnetRouteTableAssociation)$/;

/** Signals of boot scripts on a network whose router interface is not ordered before the boot. */
export function* unroutedSignals(facts: Facts): Iterable<RuleFinding> {
  const { deployment } = facts;
  const { ids, nodes, indexOf } = facts.resources;
  const routes = nodes.flatMap(({ type }, node) => (ROUTES.test(type) ? [node] : []));
  const told = new Set<string>();
  for (const signal of deployment.signals) {
    const { kind, resource } = deployment.tasks.getNodeAttributes(signal.sender);
    const wait = waitsOn(facts, signal.handle)[0]?.wait;
    if (kind !== 'boot' || wait === undefined || told.has(resource)) continue;
    const server = attachmentOf(facts.resources, indexOf.get(resource)!);
    const route = routes.find((node) => {
      const [task] = deployment.tasksOfResource.get(ids[node]!) ?? [];
      return (
        isOnOne(attachmentOf(facts.resources, node), server) &&
        task !== undefined &&
        orderProofs(facts).canStartBefore(signal.sender, task)
      );
    });
    if (route === undefined) continue;
    told.add(resource);
    yield {
      message:
        `${taskPhrase(deployment, signal.sender)} signals '${signal.handle}' but is not ordered after '${ids[route]}', ` +
        'which gives its network a route: the signal may be lost',
      at: signal.span,
      missingOrder: {
        dependent: deployment.tasksOfResource.get(resource)![0]!,
        prerequisites: [deployment.tasksOfResource.get(ids[route]!)![0]!],
      },
      related: [
        { message: `'${ids[route]}' gives the route`, span: nodes[route]!.span },
        { message: `'${wait.task}' waits for the signal`, span: wait.span },
      ],
    };
  }
}

/** What a machine or a route hangs on, by its own properties: nodes of the resource graph. */
interface Attachment {
  readonly subnets: ReadonlySet<number>;
  /** Its networks and those of its subnets. */
  readonly networks: ReadonlySet<number>;
}

/** Through a port or a network interface, but not through what it merely comes after. */
function attachmentOf(graph: ConditionalGraph, node: number): Attachment {
  const named = namedBy(graph, node);
  const all = [
    ...named,
    ...named.filter((one) => PORT.test(graph.nodes[one]!.type)).flatMap((one) => namedBy(graph, one)),
  ];
  const subnets = all.filter((one) => SUBNET.test(graph.nodes[one]!.type));
  const near = [...all, ...subnets.flatMap((one) => namedBy(graph, one))];
  return {
    subnets: new Set(subnets),
    networks: new Set(near.filter((one) => NETWORK.test(graph.nodes[one]!.type))),
  };
}

const PORT = /::(?:Port|NetworkInterface)$/;
const SUBNET = /::Subnet$/;
const NETWORK = /::Net$/;

/** The resources that the properties of one name. */
function namedBy({ digraph, reasons }: ConditionalGraph, node: number): readonly number[] {
  const into = [...digraph.inEdges.subarray(digraph.inStart[node]!, digraph.inStart[node + 1]!)];
  return into
    .filter((edge) => reasons[edge]!.some(({ kind }) => kind === 'reference' || kind === 'value'))
    .map((edge) => digraph.from[edge]!);
}

/** On one subnet; where one of the two names none, on one network. */
function isOnOne(a: Attachment, b: Attachment): boolean {
  const areKnown = a.subnets.size > 0 && b.subnets.size > 0;
  const [of, among] = areKnown ? [a.subnets, b.subnets] : [a.networks, b.networks];
  return [...of].some((one) => among.has(one));
}
