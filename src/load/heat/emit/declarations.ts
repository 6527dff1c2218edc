import type { ResourceInstance } from '../instance.ts';
import { findReferences, type Reference } from '../references.ts';
import { mappingOf } from '../template.ts';
import { configOf, declaredNames } from './configs.ts';
import type { Emission } from './emission.ts';
import { roleOf } from './roles.ts';

/** Attributes that every deployment has, whatever its configuration declares. Source: software_deployment.py. */
const OWN_ATTRIBUTES = new Set(['deploy_stdout', 'deploy_stderr', 'deploy_status_code', 'show', '']);

/** Says when a deployment is asked for an output that its configuration does not declare. */
export function checkOutput(reference: Reference, deployment: ResourceInstance, emission: Emission): void {
  const name = reference.attribute?.split('.')[0];
  if (name === undefined || OWN_ATTRIBUTES.has(name) || roleOf(deployment) !== 'deployment') return;
  const config = configOf(deployment, emission);
  const outputs = config && declaredNames(config, 'outputs');
  if (!outputs || outputs.has(name)) return;
  const { reporter } = emission.session;
  const message = `'${config.name}' declares no output '${name}'${reporter.didYouMean(name, outputs)}`;
  const related = [{ message: `the configuration that '${deployment.name}' deploys`, span: config.span }];
  reporter.say('heat-undeclared-output', message, reference.span, { related });
}

/** What the outputs of the stacks ask of deployments. */
export function checkStackOutputs(emission: Emission): void {
  for (const { template, scope, resources } of emission.stacks.values()) {
    for (const { value } of template?.outputs.values() ?? []) {
      for (const reference of findReferences(value, { ...scope, isChecked: false }).references) {
        const target = resources.get(reference.resource);
        if (target && emission.has(target)) checkOutput(reference, target, emission);
      }
    }
  }
}

/** Says when a deployment gives an input that its configuration does not declare. */
export function checkInputs(deployment: ResourceInstance, emission: Emission): void {
  if (roleOf(deployment) !== 'deployment') return;
  const values = mappingOf(deployment.properties.get('input_values')?.node);
  const config = values && configOf(deployment, emission);
  const inputs = config && declaredNames(config, 'inputs');
  if (!values || !inputs) return;
  const { reporter } = emission.session;
  for (const { key } of values.entries) {
    if (inputs.has(key.text)) continue;
    const message = `'${config.name}' declares no input '${key.text}'${reporter.didYouMean(key.text, inputs)}`;
    const related = [{ message: `the configuration that '${deployment.name}' deploys`, span: config.span }];
    reporter.say('heat-undeclared-input', message, key.span, { related });
  }
}
