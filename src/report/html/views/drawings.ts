import type { PageData } from '../render-html.ts';
import { drawDistributions } from './distributions/draw.ts';
import { drawFindings } from './findings/draw.ts';
import { drawGraph } from './graph/draw.ts';
import type { ViewData, ViewId } from './index.ts';
import { drawStory } from './story/draw.ts';
import { drawTimelines } from './timelines/draw.ts';
import { drawTimings } from './timings/draw.ts';
import { drawWhatIf } from './what-if/draw.ts';

/** Draws one view into its section. */
export type Draw<Id extends ViewId> = (section: HTMLElement, data: ViewData[Id], page: PageData) => void;

/** One drawing a view; a view without one does not compile. */
export const drawings: { readonly [Id in ViewId]: Draw<Id> } = {
  story: drawStory,
  findings: drawFindings,
  graph: drawGraph,
  timelines: drawTimelines,
  distributions: drawDistributions,
  'what-if': drawWhatIf,
  timings: drawTimings,
};
