import type { Box } from '../../layout/grouped-layout.ts';
import type { GraphData } from './drawing.ts';

/** More lines between hosts than this are noise until asked for. */
const HOST_ORDER_LIMIT = 8;

/** Whether the order between hosts is shown from the beginning. */
export function showsHostOrder({ components, hosts }: GraphData): boolean {
  const isHost = new Set(components.groups.filter(({ kind }) => kind === 'host').map(({ id }) => id));
  const between = hosts.lines.filter(({ from, to }) => isHost.has(from) && isHost.has(to)).length;
  return between > 0 && between <= HOST_ORDER_LIMIT;
}

/** The wheel belongs to the page unless a key is held, and one finger does too; two fingers belong to the graph. */
export function isForGraph(event: WheelEvent | MouseEvent | TouchEvent): boolean {
  if (event.type === 'wheel') return event.ctrlKey || event.metaKey;
  return 'touches' in event ? event.touches.length > 1 : !event.button;
}

/** Where nothing can be in focus, arrow keys move the graph under the window. */
export const PANS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [120, 0],
  ArrowRight: [-120, 0],
  ArrowUp: [0, 120],
  ArrowDown: [0, -120],
};

/** As many pixels as the screen has, up to twice the page's: more cannot be told apart from afar. */
export function sizeCanvas(canvas: HTMLCanvasElement, width: number, height: number): void {
  const ratio = Math.min(2, devicePixelRatio);
  Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}

export function clearCanvas(canvas: HTMLCanvasElement): void {
  const paint = canvas.getContext('2d');
  paint?.setTransform(1, 0, 0, 1, 0, 0);
  paint?.clearRect(0, 0, canvas.width, canvas.height);
}

/** The box whose middle is nearest to a place. */
export function nearestTo<Kind extends Box>(boxes: readonly Kind[], x: number, y: number): Kind | undefined {
  const away = (box: Box): number => Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
  let nearest = boxes[0];
  for (const box of boxes) if (nearest && away(box) < away(nearest)) nearest = box;
  return nearest;
}
