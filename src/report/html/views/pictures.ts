import type { Picture } from '../picture/markup.ts';
import { distributionsPicture } from './distributions/picture.ts';
import { driversPicture } from './drivers/picture.ts';
import { findingsPicture } from './findings/picture.ts';
import { graphPicture } from './graph/picture.ts';
import type { ViewData, ViewId } from './index.ts';
import { storyPicture } from './story/picture.ts';
import { studyPicture } from './study/picture.ts';
import { timelinesPicture } from './timelines/picture.ts';
import { timingsPicture } from './timings/picture.ts';

/** Views that can be looked at without a browser; the sliders of `what-if` are nothing without one. */
export type PictureId = Exclude<ViewId, 'what-if'>;

/** One picture a view: the command writes it to a file, and the page saves it. */
export const pictures: { readonly [Id in PictureId]: (data: ViewData[Id]) => Picture } = {
  story: storyPicture,
  findings: findingsPicture,
  graph: (data) => graphPicture(data),
  timelines: timelinesPicture,
  distributions: (data) => distributionsPicture(data),
  drivers: (data) => driversPicture(data),
  study: (data) => studyPicture(data),
  timings: timingsPicture,
};
