import type { Engine } from './engine.ts';

/** The bound that no engine beats: a task starts at the moment its prerequisites have finished. */
export const ideal: Engine = {
  id: 'ideal',
  summary: 'No overheads and no limits: pools and hosts that run one component at a time are ignored.',
  options: [],
  rules: () => ({ limits: [], notes: [] }),
};
