import type { Box } from '../../layout/grouped-layout.ts';
import type { Point } from '../../layout/route-edges.ts';

/** How a line is drawn: an order, an order that a value rides on, or a signal to a wait. */
export type LineKind = 'order' | 'value' | 'signal';

/** A box with a name: a task, or a host in the view of hosts. */
export interface DrawnNode extends Box {
  readonly id: string;
  readonly label: string;
  /** The second line: what it is, and how long it takes. */
  readonly note: string;
  readonly kind: string;
  /** The host that folds it away; null when it stands alone. */
  readonly host: string | null;
  readonly lit: boolean;
}

export interface DrawnGroup extends Box {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  readonly depth: number;
  readonly size: number;
  readonly lit: boolean;
}

export interface DrawnLine {
  readonly from: string;
  readonly to: string;
  readonly kind: LineKind;
  readonly path: string;
  /** What rides on it, and where that is written; empty when nothing does or there is no room. */
  readonly label: string;
  readonly labelAt: Point | null;
  /** In words: reasons and the lines of the template that make them. */
  readonly why: string;
  /** Follows from other lines, so it is drawn only on demand. */
  readonly implied: boolean;
  readonly lit: boolean;
}

/** One layout of the same deployment: its components, or its hosts as single boxes. */
export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly groups: readonly DrawnGroup[];
  readonly lines: readonly DrawnLine[];
  readonly width: number;
  readonly height: number;
}

export interface GraphData {
  readonly lead: string;
  readonly components: Drawing;
  readonly hosts: Drawing;
  /** Which of the two a reader sees first. */
  readonly start: 'components' | 'hosts';
  readonly hasValues: boolean;
  readonly hasSignals: boolean;
  readonly hasImplied: boolean;
  readonly hasLit: boolean;
}
