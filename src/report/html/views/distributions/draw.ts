import { distributionsWords as words } from '../../../words/page/distributions.ts';
import { drawPicture } from '../../page/draw-picture.ts';
import { element, foldedTable } from '../../page/element.ts';
import { onResize } from '../../page/on-resize.ts';
import { distributionsPicture } from './picture.ts';
import type { DistributionsData } from './prepare.ts';

export function drawDistributions(section: HTMLElement, data: DistributionsData): void {
  section.append(element('p', { class: 'lead' }, data.lead));
  if (data.series.length === 0) return;
  const plot = element('div', { class: 'plot' });
  onResize(plot, () => drawPicture(plot, distributionsPicture(data, Math.max(260, plot.clientWidth))));
  section.append(
    element('div', { class: 'panels distribution' }, plot, element('p', { class: 'hint' }, words.medianAndP95)),
    foldedTable(words.asTable, data.columns, () => data.rows),
  );
}
