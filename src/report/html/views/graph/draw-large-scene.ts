import type { ZoomTransform } from 'd3';
import type { Box } from '../../layout/grouped-layout.ts';
import type { DrawnLine, DrawnNode } from './drawing.ts';
import type { Scene } from './scene.ts';

/** Above this many boxes and lines, elements for all of them make zooming slow. */
const LARGE = 700;
/** So many boxes in sight are drawn as elements, which can be reached, named and read; more are painted. */
const ELEMENTS = 160;
const READABLE_SCALE = 0.45;
/** Painted far away, lines beyond these cover each other: every n-th is drawn. */
const MOST_LINES = 9000;

export function isLarge({ nodes, lines }: Scene): boolean {
  return nodes.length + lines.length > LARGE;
}

/** What of a scene lies within a window, in the scene's own measures. */
export function sceneWithin(scene: Scene, window: Box): Scene {
  const boxes = boxesOf(scene.nodes);
  return {
    nodes: scene.nodes.filter((node) => touches(node, window)),
    groups: scene.groups.filter((group) => touches(group, window)),
    lines: scene.lines.filter((line) => touches(spanOf(line, boxes), window)),
  };
}

export function windowOf({ x, y, k }: ZoomTransform, width: number, height: number): Box {
  return { x: -x / k, y: -y / k, width: width / k, height: height / k };
}

export function isReadable({ nodes, lines }: Scene, scale: number): boolean {
  return scale >= READABLE_SCALE && nodes.length <= ELEMENTS && lines.length <= 3 * ELEMENTS;
}

export interface PaintState {
  readonly transform: ZoomTransform;
  readonly near: ReadonlySet<string> | null;
  readonly matches: ReadonlySet<string>;
  readonly implied: boolean;
  /** All boxes of the scene: a line in sight may end out of sight. */
  readonly boxes: readonly DrawnNode[];
}

/** Paints what is in sight, with less detail the farther away it is: one path for each kind of mark. */
export function paintScene(canvas: HTMLCanvasElement, scene: Scene, state: PaintState): void {
  const paint = canvas.getContext('2d');
  if (!paint) return;
  const { x, y, k } = state.transform;
  const ratio = canvas.width / Math.max(1, canvas.clientWidth);
  paint.setTransform(1, 0, 0, 1, 0, 0);
  paint.clearRect(0, 0, canvas.width, canvas.height);
  paint.setTransform(ratio * k, 0, 0, ratio * k, ratio * x, ratio * y);
  const hue = (name: string): string => {
    canvas.style.color = `var(--${name})`;
    return getComputedStyle(canvas).color;
  };
  paint.lineWidth = Math.max(1, 0.7 / k);
  paint.fillStyle = hue('sunken');
  paint.strokeStyle = hue('strong-line');
  paintBoxes(paint, scene.groups);
  paintLines(paint, scene, state, hue);
  const isNear = ({ id }: DrawnNode): boolean => state.near === null || state.near.has(id);
  paint.strokeStyle = hue('strong-line');
  for (const [fill, chosen] of [
    ['line', scene.nodes.filter((node) => !isNear(node))],
    ['hue-soft', scene.nodes.filter((node) => isNear(node) && !node.lit && !state.matches.has(node.id))],
    ['error', scene.nodes.filter((node) => node.lit)],
    ['focus', scene.nodes.filter(({ id }) => state.matches.has(id))],
  ] as const) {
    paint.fillStyle = hue(fill);
    paintBoxes(paint, chosen, k > 0.12);
  }
  if (k > 0.3) paintNames(paint, scene.nodes, hue('ink'));
}

function paintBoxes(paint: CanvasRenderingContext2D, boxes: readonly Box[], outlined = true): void {
  paint.beginPath();
  for (const { x, y, width, height } of boxes) paint.rect(x, y, width, height);
  paint.fill();
  if (outlined) paint.stroke();
}

function paintLines(
  paint: CanvasRenderingContext2D,
  scene: Scene,
  { near, implied, transform, boxes: all }: PaintState,
  hue: (name: string) => string,
): void {
  const boxes = boxesOf(all);
  const bright = ({ from, to }: DrawnLine): boolean => near === null || (near.has(from) && near.has(to));
  const shown = scene.lines.filter((line) => line.lit || (bright(line) && (implied || !line.implied)));
  const step = Math.ceil(shown.length / MOST_LINES);
  const wanted = shown.filter((line, index) => line.lit || index % step === 0);
  paint.globalAlpha = transform.k < 0.2 ? 0.45 : 0.9;
  for (const [kind, colour] of [
    ['order', 'strong-line'],
    ['value', 'value'],
    ['signal', 'signal'],
  ] as const) {
    paint.strokeStyle = hue(colour);
    strokeLines(
      paint,
      wanted.filter((line) => line.kind === kind && !line.lit),
      boxes,
    );
  }
  paint.globalAlpha = 1;
  paint.strokeStyle = hue('error');
  strokeLines(
    paint,
    wanted.filter(({ lit }) => lit),
    boxes,
  );
}

function strokeLines(
  paint: CanvasRenderingContext2D,
  lines: readonly DrawnLine[],
  boxes: ReadonlyMap<string, Box>,
): void {
  paint.beginPath();
  for (const { from, to } of lines) {
    const [a, b] = [boxes.get(from), boxes.get(to)];
    if (!a || !b) continue;
    paint.moveTo(a.x + a.width, a.y + a.height / 2);
    paint.lineTo(b.x, b.y + b.height / 2);
  }
  paint.stroke();
}

function paintNames(paint: CanvasRenderingContext2D, nodes: readonly DrawnNode[], colour: string): void {
  paint.fillStyle = colour;
  paint.font = '13.5px system-ui, sans-serif';
  for (const { label, x, y, width } of nodes) paint.fillText(label.slice(0, width / 8), x + 10, y + 18, width - 14);
}

const remembered = new WeakMap<readonly DrawnNode[], ReadonlyMap<string, Box>>();

/** Asked in every frame, and the same as long as the scene is. */
function boxesOf(nodes: readonly DrawnNode[]): ReadonlyMap<string, Box> {
  const known = remembered.get(nodes);
  if (known) return known;
  const boxes = new Map<string, Box>(nodes.map((node) => [node.id, node]));
  remembered.set(nodes, boxes);
  return boxes;
}

function spanOf({ from, to }: DrawnLine, boxes: ReadonlyMap<string, Box>): Box {
  const [a, b] = [boxes.get(from), boxes.get(to)];
  if (!a || !b) return { x: 0, y: 0, width: 0, height: 0 };
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const right = Math.max(a.x + a.width, b.x + b.width);
  return { x, y, width: right - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

function touches(box: Box, window: Box): boolean {
  return (
    box.x < window.x + window.width &&
    window.x < box.x + box.width &&
    box.y < window.y + window.height &&
    window.y < box.y + box.height
  );
}
