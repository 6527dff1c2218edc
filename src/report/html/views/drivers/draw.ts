import { driversWords as words } from '../../../words/page/drivers.ts';
import { drawPicture } from '../../page/draw-picture.ts';
import { element, foldedTable } from '../../page/element.ts';
import { onResize } from '../../page/on-resize.ts';
import { driversPicture } from './picture.ts';
import type { DriversData } from './prepare.ts';

export function drawDrivers(section: HTMLElement, data: DriversData): void {
  section.append(element('p', { class: 'lead' }, [data.lead, data.source].filter(Boolean).join(' ')));
  if (data.panels.length === 0) return;
  const plot = element('div', { class: 'plot' });
  onResize(plot, () => drawPicture(plot, driversPicture(data, Math.max(260, plot.clientWidth))));
  section.append(element('div', { class: 'panels' }, plot));
  for (const note of data.notes) section.append(element('p', { class: 'hint' }, note));
  section.append(foldedTable(words.asTable, words.columns, () => data.rows));
}
