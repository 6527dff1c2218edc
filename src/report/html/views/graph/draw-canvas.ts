import { type Selection, select, type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity, zoomTransform } from 'd3';
import { graphWords as words } from '../../../words/page/graph.ts';
import type { Box } from '../../layout/grouped-layout.ts';
import { keepSetting } from '../../page/hash-state.ts';
import { ensureStop, rovingFocus } from '../../page/roving-focus.ts';
import { makeTooltip } from '../../page/tooltip.ts';
import { describeNode } from './draw-details.ts';
import { isLarge, isReadable, paintScene, sceneWithin, windowOf } from './draw-large-scene.ts';
import { drawMarkers, drawScene } from './draw-scene.ts';
import { clearCanvas, isForGraph, nearestTo, PANS, showsHostOrder, sizeCanvas } from './draw-stage.ts';
import { directionOf, storedGraph, storeGraph } from './draw-stored.ts';
import type { Drawing, GraphData } from './drawing.ts';
import { type Direction, foldedScene, neighbourhood, type Scene } from './scene.ts';

/** What the keyboard can reach. */
const STOPS = '.node, .group-head.host';
const MINIMUM_SCALE = 0.72;

/** The state of the graph view: what is folded, in focus and found, and where the reader looks. */
export class GraphCanvas {
  readonly #stage: HTMLElement;
  readonly #details: HTMLElement;
  readonly #data: GraphData;
  readonly #svg: Selection<SVGSVGElement, unknown, null, undefined>;
  readonly #layer: Selection<SVGGElement, unknown, null, undefined>;
  readonly #zoom: ZoomBehavior<SVGSVGElement, unknown>;
  readonly #tooltip = makeTooltip();
  readonly #canvas = document.createElement('canvas');
  #frame = 0;
  #near: ReadonlySet<string> | null = null;
  #drawing: Drawing;
  #scene: Scene;
  #folded: Set<string> = new Set();
  #focus: string | null = null;
  #reach = Number.POSITIVE_INFINITY;
  #direction: Direction = 'both';
  #matches: readonly string[] = [];
  #match = -1;
  #implied = false;
  #hostOrder: boolean;

  constructor(stage: HTMLElement, details: HTMLElement, data: GraphData) {
    this.#stage = stage;
    this.#details = details;
    this.#data = data;
    this.#drawing = data[data.start];
    this.#scene = this.#drawing;
    this.#hostOrder = showsHostOrder(data);
    this.#canvas.setAttribute('aria-hidden', 'true');
    stage.append(this.#canvas);
    this.#svg = select(stage).append('svg').attr('role', 'group').attr('aria-label', words.stage);
    drawMarkers(this.#svg);
    this.#layer = this.#svg.append('g');
    this.#zoom = zoom<SVGSVGElement, unknown>()
      .scaleExtent([0.01, 3])
      .filter(isForGraph)
      .on('zoom', ({ transform }: { transform: ZoomTransform }) => {
        this.#layer.attr('transform', String(transform));
        if (isLarge(this.#scene)) this.#paintSoon();
      });
    this.#svg.call(this.#zoom).on('dblclick.zoom', null);
    const node = this.#svg.node() as SVGSVGElement;
    rovingFocus(node, STOPS);
    node.addEventListener('keydown', (event) => this.#key(event));
    node.addEventListener('click', (event) => {
      if (event.target !== node) return;
      if (this.#layer.selectChildren().empty()) this.#approach(event);
      else this.focus(null);
    });
    this.#draw();
  }

  get showsHostOrder(): boolean {
    return this.#hostOrder;
  }

  setHostOrder(on: boolean): void {
    this.#hostOrder = on;
    this.#draw();
  }

  setImplied(on: boolean): void {
    this.#implied = on;
    this.#draw();
  }

  setReach(steps: number): void {
    this.#reach = steps;
    keepSetting('graph', 'reach', Number.isFinite(steps) ? String(steps) : null);
    this.#draw();
  }

  setDirection(direction: string): void {
    this.#direction = directionOf(direction);
    keepSetting('graph', 'way', this.#direction === 'both' ? null : this.#direction);
    this.#draw();
  }

  get scene(): Scene {
    return this.#scene;
  }

  /** Brings back what the address says. */
  restore(): void {
    const { reach, direction, show, folded, focus } = storedGraph();
    this.#reach = reach;
    this.#direction = direction;
    if (show !== null) this.#drawing = this.#data[show];
    this.#folded = new Set(folded);
    this.#draw();
    if (show !== null) this.fit();
    const box = this.#scene.nodes.find(({ id }) => id === focus);
    if (!box) return;
    this.#focus = focus;
    this.#centre(box);
  }

  #keep(): void {
    const show = this.#drawing === this.#data.hosts ? 'hosts' : 'components';
    storeGraph({ show: show === this.#data.start ? null : show, folded: [...this.#folded], focus: this.#focus });
  }

  foldAll(fold: boolean): void {
    this.#drawing = fold ? this.#data.hosts : this.#data.components;
    this.#folded = new Set();
    this.#focus = null;
    this.#keep();
    this.#draw();
    this.fit();
  }

  /** Folds a host where it stands; from the view of hosts, unfolds that one and leaves the others folded. */
  toggle(host: string): void {
    if (this.#drawing === this.#data.hosts) {
      this.#drawing = this.#data.components;
      const hosts = this.#data.components.groups.filter(({ kind }) => kind === 'host').map(({ id }) => id);
      this.#folded = new Set(hosts.filter((id) => id !== host));
      this.#draw();
      this.fit();
    } else {
      if (!this.#folded.delete(host)) this.#folded.add(host);
      this.#draw();
    }
    this.#keep();
    this.#restoreFocus(host);
  }

  focus(id: string | null): void {
    this.#focus = this.#focus === id ? null : id;
    this.#keep();
    this.#draw();
    if (id !== null) this.#restoreFocus(id);
  }

  search(text: string): number {
    const wanted = text.trim().toLowerCase();
    const has = ({ id, label }: { readonly id: string; readonly label: string }): boolean =>
      id.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted);
    this.#matches = wanted === '' ? [] : [...this.#scene.nodes, ...this.#scene.groups].filter(has).map(({ id }) => id);
    this.#match = -1;
    this.#draw();
    return this.#matches.length;
  }

  /** Moves what was found into the middle, one match after another. */
  nextMatch(): void {
    if (this.#matches.length === 0) return;
    this.#match = (this.#match + 1) % this.#matches.length;
    const id = this.#matches[this.#match];
    const box = [...this.#scene.nodes, ...this.#scene.groups].find((node) => node.id === id);
    if (!box) return;
    this.#focus = this.#scene.nodes.some((node) => node.id === id) ? (id as string) : null;
    this.#keep();
    this.#centre(box);
  }

  zoomBy(factor: number): void {
    this.#zoom.scaleBy(this.#svg, factor);
  }

  /** All of it, or its beginning where all would not be readable and was not asked for. */
  fit(all = false): void {
    const room = this.#stage.clientWidth;
    if (room === 0) return;
    const { width, height } = this.#drawing;
    const most = Math.max(340, innerHeight * 0.75);
    const whole = Math.min(1.15, (room - 24) / width);
    const least = all ? 0 : MINIMUM_SCALE;
    const scale = isLarge(this.#scene)
      ? Math.max(least, Math.min(whole, (most - 40) / height))
      : Math.max(least, whole);
    const tall = Math.min(most, height * scale + 40);
    this.#svg.attr('width', room).attr('height', Math.max(160, tall));
    sizeCanvas(this.#canvas, room, Math.max(160, tall));
    const left = Math.max(12, (room - width * scale) / 2);
    const top = Math.max(20, (tall - height * scale) / 2);
    this.#zoom.transform(this.#svg, zoomIdentity.translate(left, top).scale(scale));
  }

  #draw(): void {
    this.#scene = foldedScene(this.#drawing, this.#folded);
    this.#near =
      this.#focus === null
        ? null
        : neighbourhood(this.#scene.lines, this.#focus, { steps: this.#reach, direction: this.#direction });
    if (isLarge(this.#scene)) this.#paint();
    else {
      clearCanvas(this.#canvas);
      this.#drawElements(this.#scene);
    }
    this.#details.replaceChildren(...describeNode(this.#focus, this.#scene));
  }

  #drawElements(scene: Scene): void {
    const inComponents = this.#drawing === this.#data.components;
    drawScene(this.#layer, scene, {
      near: this.#near,
      focus: this.#focus,
      matches: new Set(this.#matches),
      implied: this.#implied,
      hostLines: inComponents && this.#hostOrder ? this.#data.hosts.lines : [],
      hostBoxes: this.#drawing.groups,
      onNode: (node) => (node.kind === 'host' ? this.toggle(node.id) : this.focus(node.id)),
      onGroup: (id) => this.toggle(id),
      tooltip: this.#tooltip,
    });
    this.#svg.attr('tabindex', null);
    ensureStop(this.#svg.node() as SVGSVGElement, STOPS);
  }

  #paintSoon(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#paint());
  }

  /** A large graph: painted from afar, made of elements where few enough are in sight. */
  #paint(): void {
    const node = this.#svg.node() as SVGSVGElement;
    const transform = zoomTransform(node);
    const seen = sceneWithin(this.#scene, windowOf(transform, node.clientWidth, node.clientHeight));
    const held = (document.activeElement as SVGElement | null)?.dataset?.id;
    if (isReadable(seen, transform.k)) {
      clearCanvas(this.#canvas);
      this.#drawElements(seen);
      if (held !== undefined) this.#restoreFocus(held);
      return;
    }
    this.#layer.selectAll('*').remove();
    this.#svg.attr('tabindex', 0);
    paintScene(this.#canvas, seen, {
      transform,
      near: this.#near,
      matches: new Set(this.#matches),
      implied: this.#implied,
      boxes: this.#scene.nodes,
    });
  }

  /** From afar a press goes nearer. */
  #approach(event: MouseEvent): void {
    const node = this.#svg.node() as SVGSVGElement;
    const { left, top } = node.getBoundingClientRect();
    const [x, y] = zoomTransform(node).invert([event.clientX - left, event.clientY - top]);
    const nearest = nearestTo(this.#scene.nodes, x, y);
    if (nearest) this.#centre(nearest);
  }

  #centre(box: Box): void {
    const { clientWidth, clientHeight } = this.#svg.node() as SVGSVGElement;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const scale = isLarge(this.#scene) ? 0.9 : zoomTransform(this.#svg.node() as SVGSVGElement).k;
    const middle = zoomIdentity.translate(clientWidth / 2, clientHeight / 2);
    this.#zoom.transform(this.#svg, middle.scale(scale).translate(-x, -y));
    this.#draw();
  }

  #key(event: KeyboardEvent): void {
    const target = (event.target as Element).closest<SVGGElement>(STOPS);
    const pan = PANS[event.key];
    if (event.key === 'Escape') this.focus(null);
    else if (event.key === '+' || event.key === '=') this.zoomBy(1.4);
    else if (event.key === '-') this.zoomBy(1 / 1.4);
    else if (event.key === '0') this.fit(true);
    else if ((event.key === 'Enter' || event.key === ' ') && target)
      target.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    else if (pan && !target) this.#zoom.translateBy(this.#svg, pan[0], pan[1]);
    else return;
    event.preventDefault();
  }

  #restoreFocus(id: string): void {
    const marks = [...this.#stage.querySelectorAll<SVGGElement>(STOPS)];
    marks.find(({ dataset }) => dataset.id === id)?.focus({ preventScroll: true });
  }
}
