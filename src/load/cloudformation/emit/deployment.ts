import { DeploymentBuilder, ROOT } from '../../../model/builder.ts';
import { NEVER } from '../../../model/condition.ts';
import type { Deployment, TemplateIdentity } from '../../../model/deployment.ts';
import { unknown } from '../../../model/unknown.ts';
import { evaluateNumber } from '../evaluate.ts';
import type { Session } from '../session.ts';
import type { ResourceInstance, Stack } from '../stack.ts';
import { emitDependencies, emitResourceDependencies } from './dependencies.ts';
import { Emission } from './emission.ts';
import { emitSignals } from './signals.ts';
import { emitHosts, emitTasks } from './tasks.ts';
import { emitHandles, emitWaits } from './waits.ts';

/** Turns the stacks into the model: the engine's graph, the fine one, and what waits for what. */
export function emitDeployment(root: Stack, identity: TemplateIdentity, session: Session): Deployment {
  const builder = new DeploymentBuilder(identity);
  const emission = new Emission(builder, session, root);
  emitResources(root, emission);
  for (const stack of emission.stacks) emitResourceDependencies(stack, emission);
  emitHosts(emission);
  for (const resource of emission.resources.values()) if (!resource.child) emitTasks(resource, emission);
  emitDependencies(emission);
  emitHandles(emission);
  emitWaits(emission);
  emitSignals(emission);
  const facts = new Set(root.comparisons.names);
  for (const stack of emission.stacks) for (const condition of stack.conditions.list()) builder.addCondition(condition);
  for (const name of facts) {
    const span = { file: identity.file, line: 1, column: 1, endLine: 1, endColumn: 2 };
    builder.addCondition({ name, value: unknown(`'${name}' is not decided by the parameters`, span), span });
  }
  for (const one of session.unknowns) builder.addUnknown(one);
  return builder.build();
}

/** Groups, and the graph that the service sees: a nested stack is one node of the stack around it. */
function emitResources(stack: Stack, emission: Emission): void {
  const { builder } = emission;
  for (const resource of stack.resources.values()) {
    const { id, name, type, when, span, child, text } = resource;
    const fingerprint = text.body.source.text.slice(text.body.start, text.body.end).trim();
    builder.addResource({ id, name, type, stack: stack.id, when, span, fingerprint });
    if (!child) continue;
    builder.addGroup({ id, kind: 'stack', parent: stack.id || ROOT, enforced: true, span, ...timeoutOf(resource) });
    emitResources(child, emission);
  }
  for (const { name, type, key } of stack.disabled) {
    const id = stack.qualified(name);
    if (builder.hasResource(id)) continue;
    builder.addResource({ id, name, type, stack: stack.id, when: NEVER, span: key.span });
  }
}

/** After how long the service gives up on a nested stack. */
function timeoutOf({ properties, stack, id }: ResourceInstance): {
  timeoutSeconds?: ReturnType<typeof evaluateNumber>;
} {
  const node = properties?.get('TimeoutInMinutes');
  if (!node) return {};
  const minutes = evaluateNumber(node, stack, `the timeout of '${id}'`);
  return { timeoutSeconds: typeof minutes === 'number' ? minutes * 60 : minutes };
}
