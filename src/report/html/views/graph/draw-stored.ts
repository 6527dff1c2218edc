import { keepSetting, setting } from '../../page/hash-state.ts';
import type { Direction } from './scene.ts';

/** What the address keeps of the graph. */
export interface StoredGraph {
  /** Null: as the page opens it. */
  readonly show: 'hosts' | 'components' | null;
  readonly folded: readonly string[];
  readonly focus: string | null;
}

export function storeGraph({ show, folded, focus }: StoredGraph): void {
  keepSetting('graph', 'show', show);
  keepSetting('graph', 'fold', folded.length === 0 ? null : JSON.stringify(folded));
  keepSetting('graph', 'focus', focus);
}

/** Read with care: an address may say anything. */
export function storedGraph(): StoredGraph & { readonly reach: number; readonly direction: Direction } {
  const show = setting('graph', 'show');
  return {
    show: show === 'hosts' || show === 'components' ? show : null,
    folded: namesIn(setting('graph', 'fold')),
    focus: setting('graph', 'focus'),
    reach: Number(setting('graph', 'reach')) || Number.POSITIVE_INFINITY,
    direction: directionOf(setting('graph', 'way')),
  };
}

export function directionOf(text: string | null): Direction {
  return text === 'up' || text === 'down' ? text : 'both';
}

function namesIn(text: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}
