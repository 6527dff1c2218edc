import { DeploymentBuilder } from '../../../model/builder.ts';
import type { Deployment, TemplateIdentity } from '../../../model/deployment.ts';
import type { StackInstance } from '../instance.ts';
import type { Session } from '../session.ts';
import { checkStackOutputs } from './declarations.ts';
import { emitDependencies } from './dependencies.ts';
import { Emission } from './emission.ts';
import { emitResources } from './layout.ts';
import { emitTasks } from './tasks.ts';
import { emitWaits } from './waits.ts';

/** Turns the instances into the model: the engine's graph, the fine one, and what waits for what. */
export function emitDeployment(root: StackInstance, identity: TemplateIdentity, session: Session): Deployment {
  const builder = new DeploymentBuilder(identity);
  const emission = new Emission(builder, session, root);
  emitResources(emission, root);
  emitTasks(emission);
  emitDependencies(emission);
  checkStackOutputs(emission);
  emitWaits(emission);
  for (const stack of emission.stacks.values()) {
    for (const condition of stack.conditions?.list() ?? []) builder.addCondition(condition);
  }
  for (const unknown of session.unknowns) builder.addUnknown(unknown);
  return builder.build();
}
