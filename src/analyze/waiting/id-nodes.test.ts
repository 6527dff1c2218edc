import { describe, expect, it } from 'vitest';
import { numberIds } from './id-nodes.ts';
import type { HandleSpec, Instance, Send } from './instance.ts';

const handle = (...initial: readonly string[]): HandleSpec => ({ name: 'h', edge: false, overwrite: true, initial });

function send(of: number, id: string | null, more: Partial<Send> = {}): Send {
  const rest = { atEnd: true, failure: false, optional: false, ends: false, weight: 1, guard: null, source: 0 };
  return { task: 0, handle: of, id, ...rest, ...more };
}

/** What the numbering says, a line an id: its handle, and the signals that store it. */
function lines(handles: readonly HandleSpec[], sends: readonly Send[]): readonly string[] {
  const ids = numberIds({ handles, sends } as unknown as Instance);
  return Array.from({ length: ids.count }, (_, id) => {
    const of = handles.findIndex((_one, index) => id < ids.idStart[index + 1]!);
    const senders = [...ids.senders.subarray(ids.senderStart[id], ids.senderStart[id + 1])];
    return `${of}: ${senders.join(' ')}${ids.stored.includes(id) ? ' stored' : ''}`;
  });
}

describe('the distinct ids of each handle', () => {
  it.each<[string, readonly HandleSpec[], readonly Send[], readonly string[]]>([
    ['one for equal ids', [handle()], [send(0, 'a'), send(0, 'b'), send(0, 'a')], ['0: 0 2', '0: 1']],
    ['each left out is one of its own', [handle()], [send(0, null), send(0, null)], ['0: 0', '0: 1']],
    ['a failure stores its id, and no success', [handle()], [send(0, 'a', { failure: true })], ['0: ']],
    ['what is stored before comes first', [handle('z', 'a')], [send(0, 'a')], ['0:  stored', '0: 0 stored']],
    [
      'handles do not share ids, and those of one follow one another',
      [handle(), handle('a'), handle()],
      [send(2, 'a'), send(0, 'a'), send(2, 'b')],
      ['0: 1', '1:  stored', '2: 0', '2: 2'],
    ],
  ])('%s', (_name, handles, sends, expected) => {
    expect(lines(handles, sends)).toEqual(expected);
  });

  it('optional signals are numbered in their order, failures left out', () => {
    const optional = { optional: true };
    const sends = [
      send(0, 'a', optional),
      send(0, 'b'),
      send(0, 'c', { ...optional, failure: true }),
      send(0, 'd', optional),
    ];
    const { switchOf, switchCount } = numberIds({ handles: [handle()], sends } as unknown as Instance);
    expect([[...switchOf], switchCount]).toEqual([[0, -1, -1, 1], 2]);
  });

  it('an id weighs as much as its heaviest signal', () => {
    const sends = [send(0, 'a', { weight: 2 }), send(0, 'a', { weight: 3 }), send(0, 'b')];
    expect([...numberIds({ handles: [handle()], sends } as unknown as Instance).weights!]).toEqual([3, 1]);
    expect(numberIds({ handles: [handle()], sends: [send(0, 'a')] } as unknown as Instance).weights).toBeNull();
  });
});
