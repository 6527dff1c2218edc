import { describe, expect, it } from 'vitest';
import { chosenOf } from './chosen.ts';

describe('what was chosen of a run', () => {
  it('is nothing where all is as by default', () => {
    expect(chosenOf({})).toEqual({});
    expect(chosenOf({ engineOptions: {}, policy: 'engine', failures: new Map() })).toEqual({});
  });

  it('is what a reader needs to repeat it', () => {
    const failures = new Map([['b', { probability: 0.5, retries: 1 }]]);
    expect(chosenOf({ engineOptions: { poll: '5s' }, policy: 'random', failures })).toEqual({
      engineOptions: { poll: '5s' },
      policy: 'random',
      mayFail: [{ task: 'b', probability: 0.5, retries: 1 }],
    });
  });
});
