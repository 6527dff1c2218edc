import type { Gates, Network } from '../../simulate/kernel/network.ts';
import type { Rerun } from '../../simulate/simulation.ts';
import type { NetworkDocument } from '../result.ts';

/** A compiled granularity as plain data. Gates are left out where nothing waits at one. */
export function networkDocument({ network, taskIds, poolIds, medians }: Rerun): NetworkDocument {
  const { nodeCount, gates } = network;
  const isGated = gates.counterCount > 0 || gates.counterOf.some((counter) => counter >= 0);
  return {
    tasks: taskIds,
    medians: Array.from(medians.subarray(0, taskIds.length)),
    pools: poolIds,
    nodeCount,
    arrays: plainArrays(network),
    gates: isGated ? { counterCount: gates.counterCount, arrays: plainArrays(gates) } : null,
  };
}

function plainArrays(holder: Network | Gates): Readonly<Record<string, number[]>> {
  return Object.fromEntries(
    Object.entries(holder).flatMap(([name, value]) =>
      ArrayBuffer.isView(value) ? [[name, Array.from(value as Float64Array, jsonNumber)]] : [],
    ),
  ) as Readonly<Record<string, number[]>>;
}

/** JSON has no infinity. */
function jsonNumber(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
