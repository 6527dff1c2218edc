/**
 * The parts of the page in the order in which they are read: one line a view. A view's `prepare` is pure and knows only
 * a Result; its drawing, named in `drawings.ts`, runs in the browser and knows only what `prepare` made. `has` says of
 * which Results a view has anything to show; without it, of all.
 */
import type { Result } from '../../result.ts';
import { prepareDistributions } from './distributions/prepare.ts';
import { prepareDrivers } from './drivers/prepare.ts';
import { prepareFindings } from './findings/prepare.ts';
import { prepareGraph } from './graph/prepare.ts';
import { prepareStory } from './story/prepare.ts';
import { prepareStudy } from './study/prepare.ts';
import { prepareTimelines } from './timelines/prepare.ts';
import { prepareTimings } from './timings/prepare.ts';
import { prepareWhatIf } from './what-if/prepare.ts';

export const views = [
  { id: 'story', title: 'Story', prepare: prepareStory },
  { id: 'findings', title: 'Findings', prepare: prepareFindings },
  { id: 'graph', title: 'Graph', prepare: prepareGraph },
  { id: 'timelines', title: 'Timelines', prepare: prepareTimelines },
  { id: 'distributions', title: 'Makespan', prepare: prepareDistributions },
  { id: 'drivers', title: 'Drivers', prepare: prepareDrivers },
  { id: 'study', title: 'Study', prepare: prepareStudy, has: ({ study }: Result): boolean => study !== undefined },
  { id: 'what-if', title: 'What if', prepare: prepareWhatIf },
  { id: 'timings', title: 'Durations', prepare: prepareTimings },
] as const;

export type ViewId = (typeof views)[number]['id'];

/** What each view's `prepare` hands to its drawing. */
export type ViewData = { readonly [V in (typeof views)[number] as V['id']]: ReturnType<V['prepare']> };
