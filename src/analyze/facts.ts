import type { Deployment } from '../model/deployment.ts';

/** What rules may ask of a deployment; each fact is computed at first use and remembered, so no rule depends on another. */
export class Facts {
  readonly deployment: Deployment;

  constructor(deployment: Deployment) {
    this.deployment = deployment;
  }
}
