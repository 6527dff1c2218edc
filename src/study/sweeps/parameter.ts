import { didYouMean } from '../../model/nearest-name.ts';
import { engines } from '../../simulate/engines/index.ts';
import type { EngineId, Policy } from '../../simulate/simulation.ts';
import { type Changes, StudyFault } from '../study.ts';

type Path = readonly (string | number)[];

/** What can be swept, and whether a name follows: `workers`, `pools.NAME`. */
const PARAMETERS: Readonly<Record<string, 'alone' | 'named'>> = {
  workers: 'alone',
  engine: 'alone',
  granularity: 'alone',
  policy: 'alone',
  'engine-options': 'named',
  pools: 'named',
  hosts: 'named',
  set: 'named',
  scale: 'named',
  failures: 'named',
  parameters: 'named',
};

/**
 * The change that gives a parameter a value.
 * @param name `workers`, `engine-options.agent-poll`, `scale.vmA.*`
 * @throws StudyFault
 */
export function parameterChange(name: string, value: string, at: Path): Changes {
  const dot = name.indexOf('.');
  const head = dot < 0 ? name : name.slice(0, dot);
  const rest = dot < 0 ? '' : name.slice(dot + 1);
  const form = Object.hasOwn(PARAMETERS, head) ? PARAMETERS[head] : undefined;
  if (form === undefined) {
    const names = Object.keys(PARAMETERS);
    const hint = didYouMean(head, names) || `; there are ${names.join(', ')}`;
    throw new StudyFault(at, `there is no parameter '${head}'${hint}`, true);
  }
  if ((form === 'named') !== (rest !== '')) {
    const written = form === 'named' ? `${head}.NAME` : head;
    throw new StudyFault(at, `this parameter is written ${written}, not '${name}'`, true);
  }
  return changeOf({ head, rest, value }, at);
}

interface Given {
  readonly head: string;
  readonly rest: string;
  readonly value: string;
}

function changeOf({ head, rest, value }: Given, at: Path): Changes {
  switch (head) {
    case 'workers':
      return { workers: capacityOf(value, at) };
    case 'engine':
      return { engine: oneOf(value, Object.keys(engines) as EngineId[], at) };
    case 'granularity':
      return { granularity: oneOf(value, ['fine', 'coarse', 'host', 'stack'] as const, at) };
    case 'policy':
      return { policy: oneOf<Policy>(value, ['engine', 'random', 'critical-path-first'], at) };
    case 'engine-options':
      return { engineOptions: { [rest]: value } };
    case 'pools':
      return { pools: { [rest]: capacityOf(value, at) } };
    case 'hosts':
      return { hosts: { [rest]: capacityOf(value, at) } };
    case 'set':
      return { set: { [rest]: value } };
    case 'scale':
      return { scale: { [rest]: numberOf(value, at) } };
    case 'failures':
      return { failures: { [rest]: { probability: numberOf(value, at) } } };
    default:
      return { parameters: { [rest]: value } };
  }
}

function capacityOf(value: string, at: Path): number | null {
  if (value === 'none') return null;
  const capacity = Number(value);
  if (Number.isSafeInteger(capacity) && capacity >= 1) return capacity;
  throw new StudyFault(at, `a whole number from 1 or 'none' was expected, not '${value}'`);
}

function numberOf(value: string, at: Path): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (number >= 0 && number < Number.POSITIVE_INFINITY) return number;
  throw new StudyFault(at, `a number from 0 up was expected, not '${value}'`);
}

function oneOf<T extends string>(value: string, choices: readonly T[], at: Path): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new StudyFault(at, `expected ${choices.join(', ')}, not '${value}'${didYouMean(value, choices)}`);
}
