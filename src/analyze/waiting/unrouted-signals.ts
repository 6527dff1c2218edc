import { reachableFrom } from '../../graph/reachability.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { taskPhrase } from './story.ts';
import { orderProofs, waitsOn } from './wait-facts.ts';

/** Resource types that give a subnet its way out. */
const ROUTES = /^(?:OS::Neutron::RouterInterface|AWS::EC2::SubnetRouteTableAssociation)$/;

/** Signals of boot scripts on a network whose router interface is not ordered before the boot. */
export function* unroutedSignals(facts: Facts): Iterable<RuleFinding> {
  const { deployment } = facts;
  const { digraph, ids, nodes } = facts.resources;
  const routes = nodes.flatMap(({ type }, node) => (ROUTES.test(type) ? [node] : []));
  const told = new Set<string>();
  for (const signal of deployment.signals) {
    const { kind, resource } = deployment.tasks.getNodeAttributes(signal.sender);
    const wait = waitsOn(facts, signal.handle)[0]?.wait;
    if (kind !== 'boot' || wait === undefined || told.has(resource)) continue;
    const server = ids.indexOf(resource);
    const route = routes.find((node) => {
      const [task] = deployment.tasksOfResource.get(ids[node]!) ?? [];
      return (
        sharesNetwork(node, server) && task !== undefined && orderProofs(facts).canStartBefore(signal.sender, task)
      );
    });
    if (route === undefined) continue;
    told.add(resource);
    yield {
      message:
        `${taskPhrase(deployment, signal.sender)} signals '${signal.handle}' but is not ordered after '${ids[route]}', ` +
        'which gives its network a route: the signal may be lost',
      at: signal.span,
      related: [
        { message: `'${ids[route]}' gives the route`, span: nodes[route]!.span },
        { message: `'${wait.task}' waits for the signal`, span: wait.span },
      ],
    };
  }

  /** A subnet or network that both the route and the server hang on. */
  function sharesNetwork(route: number, server: number): boolean {
    return nodes.some(
      ({ type }, node) =>
        /::(?:Net|Subnet)$/.test(type) &&
        reachableFrom(digraph, [node])[route] === 1 &&
        reachableFrom(digraph, [node])[server] === 1,
    );
  }
}
