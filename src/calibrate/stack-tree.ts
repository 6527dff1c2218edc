import type { StackEvent } from './stack-events.ts';

interface Parent {
  readonly stack: string;
  readonly resource: string;
}

/** Deeper than any engine nests stacks. */
const DEEPEST = 30;

/**
 * Which resource of which stack a nested stack is: the one whose physical id is the nested stack's own id. So a
 * resource gets the path that its task has in the model: `group/0/web`.
 */
export class StackTree {
  readonly #parents = new Map<string, Parent>();
  /** Stack's own id → the name under which its events stand. */
  readonly #stackOfId = new Map<string, string>();
  /** By stack, what it calls itself: the deployment's name for people. */
  readonly #ids = new Map<string, string>();

  constructor(events: readonly StackEvent[]) {
    for (const { isStack, physicalId, stack } of events) {
      if (!isStack || !physicalId) continue;
      this.#stackOfId.set(physicalId, stack);
      this.#ids.set(stack, physicalId);
    }
    for (const { isStack, physicalId, stack, resource } of events) {
      const child = isStack || !physicalId ? undefined : this.#stackOfId.get(physicalId);
      if (child !== undefined && child !== stack) this.#parents.set(child, { stack, resource });
    }
  }

  /** The task's id: the resource's name, after those of the stacks around it. */
  pathOf({ stack, resource }: Pick<StackEvent, 'stack' | 'resource'>): string {
    return [...this.#around(stack).map((parent) => parent.resource), resource].join('/');
  }

  /** The outermost stack, by its own id where the log says it. */
  rootOf(stack: string): string {
    const root = this.#around(stack)[0]?.stack ?? stack;
    return this.#ids.get(root) ?? root;
  }

  /** Whether a nested stack stands in the log that is this resource. */
  isContainer(events: readonly StackEvent[]): boolean {
    return events.some(({ physicalId, stack }) => {
      const child = physicalId ? this.#stackOfId.get(physicalId) : undefined;
      return child !== undefined && child !== stack;
    });
  }

  /** Outermost first. A log that makes stacks hold each other in a cycle, or without end, is followed so far. */
  #around(stack: string): readonly Parent[] {
    const around: Parent[] = [];
    let at = this.#parents.get(stack);
    for (; at && around.length < DEEPEST; at = this.#parents.get(at.stack)) around.push(at);
    return around.reverse();
  }
}
