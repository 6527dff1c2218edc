import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadTask } from './check/check-in-threads.ts';
import { type CheckBundle, loadScript } from './load-script.ts';

// A thread of `check`: one share of many templates, each answered when it is done.
await loadScript<CheckBundle>('check-bundle').checkShare(workerData as ThreadTask, (message) =>
  parentPort?.postMessage(message),
);
