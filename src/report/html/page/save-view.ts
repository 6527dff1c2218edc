import { csvText } from '../../documents/csv.ts';
import type { Result } from '../../result.ts';
import { frameWords as words } from '../../words/page/frame.ts';
import { type Picture, pictureText } from '../picture/markup.ts';
import type { PagePart } from '../render-html.ts';
import { type PictureId, pictures } from '../views/pictures.ts';
import { tables } from '../views/tables.ts';
import { element } from './element.ts';
import { saveButton } from './save-file.ts';

/** Browsers refuse larger canvases; a larger picture is made smaller. */
const MOST_PIXELS = 8192;

/** What a part drew: its data, and the picture of what a reader has made of it since. */
export interface Drawn {
  readonly prepared: unknown;
  readonly shown: (() => Picture) | null;
}

/** Buttons that save what a part of the page shows: as a picture, as pixels, as a table. */
export function saveButtons({ id, title }: PagePart, { prepared, shown }: Drawn, result: Result): HTMLElement {
  const whole = pictures[id as PictureId] as ((data: unknown) => Picture) | undefined;
  const picture = shown ?? (whole ? () => whole(prepared) : undefined);
  const table = tables[id];
  const button = (kind: string, make: () => Blob | Promise<Blob>): HTMLButtonElement => {
    const made = saveButton(kind, `makespan-${id}.${kind.toLowerCase()}`, make);
    made.setAttribute('aria-label', words.saveAs(title, kind));
    return made;
  };
  const svg = (): Blob => new Blob([pictureText(picture?.() as Picture)], { type: 'image/svg+xml' });
  const buttons = [
    ...(picture ? [button('SVG', svg), button('PNG', () => pixels(picture()))] : []),
    ...(table ? [button('CSV', () => new Blob([csvText(table(result))], { type: 'text/csv' }))] : []),
  ];
  if (buttons.length === 0) return element('div', {});
  return element(
    'div',
    { class: 'save', attributes: { role: 'group', 'aria-label': words.save(title) } },
    words.saveView,
    ...buttons,
  );
}

/** The picture at twice its size, where a canvas can be that large. */
async function pixels(picture: Picture): Promise<Blob> {
  const scale = Math.min(2, MOST_PIXELS / Math.max(picture.width, picture.height));
  const image = new Image();
  const source = new Blob([pictureText(picture, 'light')], { type: 'image/svg+xml' });
  image.src = URL.createObjectURL(source);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(picture.width * scale);
  canvas.height = Math.ceil(picture.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png');
  });
}
