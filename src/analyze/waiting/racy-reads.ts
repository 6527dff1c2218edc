import type { Signal } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Facts } from '../facts.ts';
import type { RuleFinding } from '../finding.ts';
import { shownBy } from './moments.ts';
import type { Network } from './network.ts';
import { handleReadRaces, isTaskReadRacy, type Solver, solverOf } from './races.ts';
import { senderList, taskPhrase } from './story.ts';
import { orderProofs, signalsOf, waitStudies } from './wait-facts.ts';

/** Reads of a handle, or of the data of a wait, while signals may still come. */
export function* racyDataReads(facts: Facts): Iterable<RuleFinding> {
  const { deployment } = facts;
  const { network } = orderProofs(facts);
  const handles = new Map(network.instance.handles.map(({ name }, index) => [name, index]));
  const solver = new RememberingSolver(network);
  for (const { task, of, span } of deployment.reads) {
    if (!('handle' in of)) continue;
    const races = handleReadRaces(network, orderProofs(facts).index(task), handles.get(of.handle)!, solver.solve);
    if (solver.isCut) {
      const message = `whether '${task}' reads the data of '${of.handle}' before the last signal is not decided: too many reads and signals`;
      yield { message, at: span, confidence: 'possible' };
      return;
    }
    if (races.length === 0) continue;
    const late = races.flatMap(({ node }) =>
      network.sendersOf(node).map(({ send }) => deployment.signals[network.instance.sends[send]!.source]!),
    );
    const finding = {
      message: `'${task}' reads the data of '${of.handle}' while the ${signalWord(late)} of ${senderList(deployment, late)} may come before or after`,
      at: span,
      related: late.map((signal) => ({
        message: `signal of ${taskPhrase(deployment, signal.sender)}`,
        span: signal.span,
      })),
    };
    yield* shownBy(facts, { task, event: 'start', without: late[0]!.sender }, finding);
  }
  yield* racyWaitData(facts);
}

/** Nodes that the fixpoints of all reads may look at. */
const NODES = 40_000_000;

/** Many reads of one handle ask the same: what happens without one signal, and without one reader. */
class RememberingSolver {
  isCut = false;
  readonly #network: Network;
  readonly #known = new Map<string, Uint8Array>();
  #left = NODES;

  constructor(network: Network) {
    this.#network = network;
  }

  /** Once the work is done nothing fires, and `isCut` says so. */
  readonly solve: Solver = (blocked, off) => {
    const key = `${blocked.join()} ${off.join('')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#left -= this.#network.nodeCount;
    this.isCut = this.#left < 0;
    const fired = this.isCut ? new Uint8Array(this.#network.nodeCount) : solverOf(this.#network)(blocked, off);
    this.#known.set(key, fired);
    return fired;
  };
}

function signalWord(signals: readonly Signal[]): string {
  return signals.length === 1 ? 'signal' : 'signals';
}

/** `get_attr: [wc, data]` is read anew each time, with every signal stored by then. */
function* racyWaitData(facts: Facts): Iterable<RuleFinding> {
  const { deployment } = facts;
  const proofs = orderProofs(facts);
  for (const { wait, works } of waitStudies(facts)) {
    if (works === null || isUnknown(wait.handle)) continue;
    for (const reader of deployment.tasks.outNeighbors(wait.task)) {
      const reasons = deployment.tasks.getEdgeAttribute(deployment.tasks.edge(wait.task, reader), 'reasons');
      const read = reasons.find((reason) => reason.kind === 'value');
      if (read === undefined) continue;
      const late = signalsOf(facts, wait.handle).filter(
        (signal) => signal.status === 'SUCCESS' && proofs.canStartBefore(reader, signal.sender) && signal.at === 'end',
      );
      if (late.length === 0) continue;
      const signals = senderList(deployment, late);
      yield* shownBy(
        facts,
        { task: reader, event: 'start', without: late[0]!.sender },
        {
          message: `'${reader}' reads the data of '${wait.task}' while the ${signalWord(late)} of ${signals} may come before or after`,
          at: read.span,
          related: late.map((signal) => ({
            message: `signal of ${taskPhrase(deployment, signal.sender)}`,
            span: signal.span,
          })),
        },
      );
    }
  }
}

/** Reads of a task by something that is ordered only after another part of the same machine. */
export function* racyTaskReads(facts: Facts): Iterable<RuleFinding> {
  const { deployment } = facts;
  const { tasks } = deployment;
  const proofs = orderProofs(facts);
  for (const { task, of, span } of deployment.reads) {
    if ('handle' in of || !isTaskReadRacy(proofs.network, proofs.index(task), proofs.index(of.task))) continue;
    const { group, kind } = tasks.getNodeAttributes(of.task);
    const before = tasks.inNeighbors(task).find((other) => tasks.getNodeAttribute(other, 'group') === group);
    const order = before === undefined ? 'in no order with it' : `ordered only after '${before}'`;
    if (kind === 'boot') continue;
    const finding = {
      message: `'${task}' needs '${of.task}' to be ready and is ${order}`,
      at: span,
      related: [{ message: `'${of.task}' may still be running`, span: tasks.getNodeAttribute(of.task, 'span') }],
      // An order after what nobody watches would be none.
      ...(tasks.getNodeAttribute(of.task, 'tracked') && {
        missingOrder: { dependent: task, prerequisites: [of.task] },
      }),
    };
    yield* shownBy(facts, { task, event: 'start', without: of.task }, finding);
  }
}
