import type { Result } from '../../result.ts';
import type { Picture } from '../picture/markup.ts';
import type { PageData } from '../render-html.ts';
import { drawDistributions } from './distributions/draw.ts';
import { prepareDistributions } from './distributions/prepare.ts';
import { drawDrivers } from './drivers/draw.ts';
import { prepareDrivers } from './drivers/prepare.ts';
import { drawFindings } from './findings/draw.ts';
import { prepareFindings } from './findings/prepare.ts';
import { drawGraph } from './graph/draw.ts';
import type { ViewData, ViewId } from './index.ts';
import { drawStory } from './story/draw.ts';
import { prepareStory } from './story/prepare.ts';
import { drawStudy } from './study/draw.ts';
import { prepareStudy } from './study/prepare.ts';
import { drawTimelines } from './timelines/draw.ts';
import { prepareTimelines } from './timelines/prepare.ts';
import { drawTimings } from './timings/draw.ts';
import { prepareTimings } from './timings/prepare.ts';
import { drawWhatIf } from './what-if/draw.ts';
import { prepareWhatIf } from './what-if/prepare.ts';

/** A view tells how to make the picture of what a reader has made of it; else the picture of its data is saved. */
export type Shows = (picture: () => Picture) => void;

/** How the browser draws one view: from the Result, or from what the command prepared and the page carries. */
export interface Drawing<Id extends ViewId> {
  /** Null where the command did the work, because it is much: the layout of the graph. */
  readonly prepare: ((result: Result) => ViewData[Id]) | null;
  readonly draw: (section: HTMLElement, data: ViewData[Id], page: PageData, shows: Shows) => void;
}

/** One drawing a view; a view without one does not compile. */
export const drawings: { readonly [Id in ViewId]: Drawing<Id> } = {
  story: { prepare: prepareStory, draw: drawStory },
  findings: { prepare: prepareFindings, draw: drawFindings },
  graph: { prepare: null, draw: drawGraph },
  timelines: { prepare: prepareTimelines, draw: drawTimelines },
  distributions: { prepare: prepareDistributions, draw: drawDistributions },
  drivers: { prepare: prepareDrivers, draw: drawDrivers },
  study: { prepare: prepareStudy, draw: drawStudy },
  'what-if': { prepare: prepareWhatIf, draw: drawWhatIf },
  timings: { prepare: prepareTimings, draw: drawTimings },
};
