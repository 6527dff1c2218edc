import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../src/model/durations/parse-duration.ts';
import { rowsOf, transposed } from '../../src/simulate/compile/rows.ts';
import { Draws } from '../../src/simulate/draws/draws.ts';
import { EventKernel } from '../../src/simulate/kernel/event-kernel.ts';
import { noGates } from '../../src/simulate/kernel/network.ts';

/** A node of a queueing network: what it follows, how long it takes, and the server that it needs. */
interface QueueNode {
  readonly after: readonly number[];
  readonly takes: string;
  readonly pool?: number;
}

/** Runs a network of queues again and again and hands each schedule to `observe`. */
function simulateQueues(
  nodes: readonly QueueNode[],
  { servers, runs }: { readonly servers: readonly number[]; readonly runs: number },
  observe: (kernel: EventKernel) => number,
): readonly number[] {
  const inward = rowsOf(
    nodes.length,
    nodes.flatMap(({ after }, node) => after.map(() => node)),
    nodes.flatMap(({ after }) => after),
  );
  const outward = transposed(nodes.length, inward);
  const served = [...nodes.keys()].filter((node) => nodes[node]?.pool !== undefined);
  const pools = rowsOf(
    nodes.length,
    served,
    served.map((node) => nodes[node]?.pool as number),
  );
  const kernel = new EventKernel({
    nodeCount: nodes.length,
    order: Int32Array.from(nodes.keys()),
    outStart: outward.start,
    outNode: outward.values,
    inStart: inward.start,
    inNode: inward.values,
    nodePoolStart: pools.start,
    nodePool: pools.values,
    poolCapacity: Int32Array.from(servers),
    poolHolds: new Uint8Array(servers.length),
    gates: noGates(nodes.length),
  });
  const tasks = nodes.map(({ takes }, node) => {
    const parsed = parseDuration(takes);
    if (!parsed.ok) throw new Error(parsed.message);
    return { node, task: `n${node}`, duration: parsed.duration };
  });
  const draws = new Draws(tasks, 'queues');
  const durations = new Float64Array(nodes.length);
  return Array.from({ length: runs }, (_, replication) => {
    draws.fill(replication, durations);
    kernel.run(durations);
    return observe(kernel);
  });
}

/** Independent runs, so their spread gives the standard error. */
function checkMean(observed: readonly number[], expected: number): void {
  const mean = observed.reduce((sum, value) => sum + value, 0) / observed.length;
  const squares = observed.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  expect(Math.abs(mean - expected)).toBeLessThan(5 * Math.sqrt(squares / (observed.length - 1) / observed.length));
}

const CUSTOMERS = 3000;
/** Long enough for the start from an empty system to be forgotten. */
const FORGOTTEN = 1000;

/** Customers arrive in a chain; node 2i is the arrival of customer i, node 2i + 1 its service. */
function openQueue(between: string, service: string): readonly QueueNode[] {
  return Array.from({ length: 2 * CUSTOMERS }, (_, node) =>
    node % 2 === 0
      ? { after: node === 0 ? [] : [node - 2], takes: between }
      : { after: [node - 1], takes: service, pool: 0 },
  );
}

function meanOver(count: number, of: (customer: number) => number): number {
  let sum = 0;
  for (let customer = FORGOTTEN; customer < count; customer += 1) sum += of(customer);
  return sum / (count - FORGOTTEN);
}

function waitOf({ ready, start }: EventKernel, node: number): number {
  return (start[node] as number) - (ready[node] as number);
}

describe('queues in the steady state, from arrivals and servers', () => {
  const runs = 200;

  it.each([
    ['M/M/5: the mean wait, Erlang C', (wait: number) => wait, 0.5541125541125541],
    ['M/M/5: the share that waits', (wait: number) => (wait > 0 ? 1 : 0), 0.5541125541125541],
    ['M/M/5: the share that waits longer than 1', (wait: number) => (wait > 1 ? 1 : 0), 0.203846616753007],
  ])('%s', (_name, of, expected) => {
    const nodes = openQueue('exponential(rate=4)', 'exponential(rate=1)');
    const observed = simulateQueues(nodes, { servers: [5], runs }, (kernel) =>
      meanOver(CUSTOMERS, (customer) => of(waitOf(kernel, 2 * customer + 1))),
    );
    checkMean(observed, expected);
  });

  it.each([
    ['M/G/1, lognormal service', `lognormal(mu=${-0.32}, sigma=0.8)`, 2.212561025855776],
    ['M/D/1', '1s', 7 / 6],
    ['M/M/1', 'exponential(mean=1)', 7 / 3],
  ])('%s: the mean wait, Pollaczek and Khinchine', (_name, service, expected) => {
    const observed = simulateQueues(openQueue('exponential(rate=0.7)', service), { servers: [1], runs }, (kernel) =>
      meanOver(CUSTOMERS, (customer) => waitOf(kernel, 2 * customer + 1)),
    );
    checkMean(observed, expected);
  });

  it('fork and join with two servers: the mean time until both halves are done, (12 − ρ) / (8 (μ − λ))', () => {
    const nodes = Array.from({ length: 3 * CUSTOMERS }, (_, node): QueueNode => {
      const part = node % 3;
      if (part === 0) return { after: node === 0 ? [] : [node - 3], takes: 'exponential(rate=0.5)' };
      return { after: [node - part], takes: 'exponential(rate=1)', pool: part - 1 };
    });
    const observed = simulateQueues(nodes, { servers: [1, 1], runs }, ({ end }) =>
      meanOver(CUSTOMERS, (customer) => {
        const done = Math.max(end[3 * customer + 1] as number, end[3 * customer + 2] as number);
        return done - (end[3 * customer] as number);
      }),
    );
    checkMean(observed, 2.875);
  });

  it('six machines and two repairers: how many repairs end in a unit of time', () => {
    const [machines, cycles] = [6, 400];
    const nodes = Array.from({ length: 2 * machines * cycles }, (_, node): QueueNode => {
      const isFirst = node % (2 * cycles) === 0;
      const after = isFirst ? [] : [node - 1];
      return node % 2 === 0
        ? { after, takes: 'exponential(rate=0.1)' }
        : { after, takes: 'exponential(rate=0.5)', pool: 0 };
    });
    const [from, to] = [500, 2500];
    const observed = simulateQueues(nodes, { servers: [2], runs }, ({ end }) => {
      let repairs = 0;
      end.forEach((at, node) => {
        if (node % 2 === 1 && at > from && at <= to) repairs += 1;
      });
      return repairs / (to - from);
    });
    checkMean(observed, 0.4884648831142257);
  });

  it("Little's law holds exactly for what is in the system from beginning to end", () => {
    const nodes = openQueue('exponential(rate=4)', 'exponential(rate=1)').slice(0, 400);
    simulateQueues(nodes, { servers: [5], runs: 5 }, ({ ready, end, horizon }) => {
      const moments: [number, number][] = [];
      let total = 0;
      for (let node = 1; node < 400; node += 2) {
        moments.push([ready[node] as number, 1], [end[node] as number, -1]);
        total += (end[node] as number) - (ready[node] as number);
      }
      moments.sort((a, b) => a[0] - b[0]);
      let [area, present, last] = [0, 0, 0];
      for (const [at, change] of moments) {
        area += present * (at - last);
        present += change;
        last = at;
      }
      expect(area / horizon).toBeCloseTo((200 / horizon) * (total / 200), 9);
      return 0;
    });
  });
});
