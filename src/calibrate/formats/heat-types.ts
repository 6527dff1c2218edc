import type { JsonRow } from '../json-row.ts';
import type { StackEvent } from '../stack-events.ts';

/** The types that `openstack stack resource list` states, by what the resource became, or by its name. */
export class HeatTypes {
  readonly #byPhysicalId = new Map<string, string>();
  readonly #byName = new Map<string, string | null>();

  addAll(rows: readonly JsonRow[]): void {
    for (const row of rows) {
      const type = row.text('resource_type');
      const name = row.optionalText('resource_name') ?? row.text('logical_resource_id');
      const physicalId = row.optionalText('physical_resource_id');
      if (physicalId) this.#byPhysicalId.set(physicalId, type);
      this.#addName(`${row.optionalText('stack_name') ?? ''}/${name}`, type);
      this.#addName(`/${name}`, type);
    }
  }

  of({ stack, resource, physicalId }: StackEvent): string | null {
    const stackName = stack.slice(stack.lastIndexOf(': ') + 2);
    const known = physicalId ? this.#byPhysicalId.get(physicalId) : undefined;
    return known ?? this.#byName.get(`${stackName}/${resource}`) ?? this.#byName.get(`/${resource}`) ?? null;
  }

  /** A name that stands for two types in two stacks tells nothing. */
  #addName(name: string, type: string): void {
    const known = this.#byName.get(name);
    this.#byName.set(name, known === undefined || known === type ? type : null);
  }
}
