import type { Deployment } from '../../model/deployment.ts';
import type { StackRule, Unit } from '../engines/engine.ts';
import { trackedTasks } from '../engines/stack-units.ts';

export type Edge = readonly [number, number];

/** The nodes that stand for stacks: a begin and an end each, numbered from `base`. */
export class StackNodes {
  readonly stacks: readonly StackRule[];
  readonly #deployment: Deployment;
  readonly #nodeOfTask: ReadonlyMap<string, number>;
  readonly #base: number;
  readonly #indexOf: ReadonlyMap<string, number>;

  constructor(
    deployment: Deployment,
    {
      stacks,
      nodeOfTask,
      base,
    }: { stacks: readonly StackRule[]; nodeOfTask: ReadonlyMap<string, number>; base: number },
  ) {
    this.stacks = stacks;
    this.#deployment = deployment;
    this.#nodeOfTask = nodeOfTask;
    this.#base = base;
    this.#indexOf = new Map(stacks.map(({ group }, index) => [group, index]));
  }

  begin(stack: number): number {
    return this.#base + 2 * stack;
  }

  end(stack: number): number {
    return this.begin(stack) + 1;
  }

  isEnd(node: number): boolean {
    const at = node - this.#base;
    return at >= 0 && at < 2 * this.stacks.length && at % 2 === 1;
  }

  indexOf(group: string): number | undefined {
    return this.#indexOf.get(group);
  }

  /** What must be let go for a unit to start. */
  firstOf(unit: Unit): number {
    if ('stack' in unit) return this.begin(this.#indexOf.get(unit.stack) as number);
    return this.#nodeOfTask.get(unit.task) as number;
  }

  /** What must have ended for a unit to be over. */
  lastOf(unit: Unit): number {
    return 'stack' in unit ? this.end(this.#indexOf.get(unit.stack) as number) : this.firstOf(unit);
  }

  /** Everything in a stack comes between its begin and its end; between units the order of the engine's own graph. */
  edges(): readonly Edge[] {
    if (this.stacks.length === 0) return [];
    const edges: Edge[] = [];
    this.stacks.forEach(({ units }, stack) => {
      edges.push([this.begin(stack), this.end(stack)]);
      for (const unit of units) {
        edges.push([this.begin(stack), this.firstOf(unit)], [this.lastOf(unit), this.end(stack)]);
      }
    });
    this.#deployment.resources.forEachDirectedEdge((_edge, _dependency, from, to) => {
      const isWhole = this.#indexOf.has(from) || this.#indexOf.has(to);
      const [lasts, firsts] = [this.#resourceNodes(from, 1), this.#resourceNodes(to, 0)];
      // Between resources of several tasks it is the tasks that are ordered.
      if (!isWhole && (lasts.length > 1 || firsts.length > 1)) return;
      for (const last of lasts) for (const first of firsts) edges.push([last, first]);
    });
    return edges;
  }

  #resourceNodes(resource: string, side: 0 | 1): readonly number[] {
    const stack = this.#indexOf.get(resource);
    if (stack !== undefined) return [this.begin(stack) + side];
    return trackedTasks(this.#deployment, resource).map((task) => this.#nodeOfTask.get(task) as number);
  }
}
