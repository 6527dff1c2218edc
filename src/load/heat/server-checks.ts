import { isUnknown } from '../../model/unknown.ts';
import { holdsSomething, isList, isMap } from '../datum.ts';
import type { ResourceInstance, StackInstance } from './instance.ts';
import { propertyValue } from './properties.ts';
import type { Session } from './session.ts';

/**
 * Heat refuses a deployment on a server of the same stack whose user data is not prepared for the agent. Source:
 * `SoftwareDeployment.validate`; the default format of a server is HEAT_CFNTOOLS.
 */
export function checkServerFormat(resource: ResourceInstance, stack: StackInstance, session: Session): void {
  if (!/^OS::Heat::(?:Software|Structured)Deployment$/.test(resource.implementation.name)) return;
  const name = propertyValue(resource, 'server');
  const server = typeof name === 'string' ? stack.resources.get(name) : undefined;
  if (server?.implementation.name !== 'OS::Nova::Server') return;
  const format = propertyValue(server, 'user_data_format') ?? 'HEAT_CFNTOOLS';
  if (format === 'SOFTWARE_CONFIG' || isUnknown(format)) return;
  const message = `'${server.name}' must have user_data_format SOFTWARE_CONFIG, since '${resource.name}' is deployed on it`;
  const related = [{ message: 'the deployment', span: resource.span }];
  session.reporter.say('heat-server-format', message, server.span, { related });
}

/**
 * Each entry of a server's networks must name one, in one way. Source: `_validate_network` in
 * openstack/nova/server_network_mixin.py, which takes an attribute that is not known yet for given.
 */
export function checkNetworks(resource: ResourceInstance, session: Session): void {
  if (resource.implementation.name !== 'OS::Nova::Server') return;
  const origin = resource.properties.get('networks');
  const value = origin && propertyValue(resource, 'networks');
  const entries = isList(value) ? value : [];
  for (const [index, entry] of entries.entries()) {
    if (!isMap(entry)) continue;
    const has = (...keys: readonly string[]): boolean => keys.some((key) => entry.has(key));
    const isAllocated = holdsSomething(entry.get('allocate_network') ?? null);
    const wrong =
      isAllocated && (entry.size > 1 || entries.length > 1)
        ? 'allocates a network beside another'
        : !isAllocated && !has('network', 'uuid', 'port', 'subnet')
          ? 'names no network, port or subnet'
          : holdsSomething(entry.get('fixed_ip') ?? null) && has('port')
            ? 'gives an address to a port, which has its own'
            : null;
    if (wrong === null) continue;
    const node = origin!.node.kind === 'sequence' ? (origin!.node.items[index] ?? origin!.node) : origin!.node;
    session.reporter.say('heat-server-network', `a network of server '${resource.name}' ${wrong}`, node.span);
  }
}
