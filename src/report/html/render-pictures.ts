import type { Result } from '../result.ts';
import { type Picture, pictureText } from './picture/markup.ts';
import { type ViewId, views } from './views/index.ts';
import { pictures } from './views/pictures.ts';

/** Views that have a picture. */
export const pictureNames: readonly string[] = Object.keys(pictures);

/**
 * Each view as an SVG file that stands alone, by the view's name, without a browser. Equal results give equal bytes.
 * @param only names of views; default all that this Result has something for
 *
 * @example
 * for (const [name, svg] of renderPictures(result)) writeFileSync(`${name}.svg`, svg);
 */
export function renderPictures(result: Result, only: readonly string[] = pictureNames): ReadonlyMap<string, string> {
  const drawn = views.filter((view) => only.includes(view.id) && (!('has' in view) || view.has(result)));
  return new Map(
    drawn.map(({ id, prepare }) => {
      const draw = pictures[id as Exclude<ViewId, 'what-if'>] as (data: unknown) => Picture;
      return [id, pictureText(draw(prepare(result)))];
    }),
  );
}
