import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Crew, Threads } from '../simulate/replications/crew.ts';
import type { Share, ShareResult } from '../simulate/replications/share.ts';

/** What a thread is started with; see `thread.ts`. */
export interface ThreadInput {
  /** Word 0 counts the answers; the thread sets word 1 when it has started. */
  readonly signal: Int32Array<SharedArrayBuffer>;
  readonly port: MessagePort;
}

export type ThreadAnswer = { readonly result: ShareResult } | { readonly error: string };

const LONGEST_START_MILLISECONDS = 30_000;

/**
 * Node's worker threads, `count` besides the one that calls. Work is synchronous, so the caller sleeps until the
 * answers are there.
 */
export function nodeThreads(count: number): Threads {
  return {
    count,
    open: (plan) => {
      const members = Array.from({ length: count }, () => start());
      for (const { port } of members) port.postMessage(plan);
      return crewOf(members);
    },
  };
}

interface Member extends ThreadInput {
  readonly worker: Worker;
}

function start(): Member {
  const signal = new Int32Array(new SharedArrayBuffer(8));
  const { port1, port2 } = new MessageChannel();
  const workerData: ThreadInput = { signal, port: port2 };
  const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData, transferList: [port2] });
  worker.unref();
  return { worker, signal, port: port1 };
}

function crewOf(members: readonly Member[]): Crew {
  let begun: { readonly member: Member; readonly answersBefore: number }[] = [];
  return {
    begin: (shares: readonly Share[]) => {
      begun = shares.map((share, at) => {
        const member = members[at] as Member;
        member.port.postMessage(share);
        return { member, answersBefore: Atomics.load(member.signal, 0) };
      });
    },
    collect: () => begun.map(({ member, answersBefore }) => answerOf(member, answersBefore)),
    close: () => {
      for (const { worker, port } of members) {
        port.close();
        void worker.terminate();
      }
    },
  };
}

/** @throws Error with what the thread said, or when it never started */
function answerOf({ signal, port }: Member, answersBefore: number): ShareResult {
  if (Atomics.wait(signal, 1, 0, LONGEST_START_MILLISECONDS) === 'timed-out') throw new Error('a thread did not start');
  Atomics.wait(signal, 0, answersBefore);
  const answer = receiveMessageOnPort(port)?.message as ThreadAnswer;
  if ('error' in answer) throw new Error(answer.error);
  return answer.result;
}
