import { studyWords as words } from '../../../words/page/study.ts';
import { drawPicture } from '../../page/draw-picture.ts';
import { dataTable, element, foldedTable, scrollable } from '../../page/element.ts';
import { onResize } from '../../page/on-resize.ts';
import { studyPicture } from './picture.ts';
import type { StudyData } from './prepare.ts';

export function drawStudy(section: HTMLElement, data: StudyData | null): void {
  if (data === null) return;
  section.append(element('p', { class: 'lead' }, data.lead));
  if (data.targets.length > 0) {
    const items = data.targets.flatMap(({ question, sentence, verdict }) => [
      element('dt', {}, question),
      element('dd', { class: verdict }, sentence),
    ]);
    section.append(element('h3', {}, words.targets), element('dl', { class: 'targets' }, ...items));
  }
  const table = dataTable(words.table, words.columns, data.rows);
  section.append(element('div', { class: 'panels' }, scrollable(words.table, table)));
  const plot = element('div', { class: 'plot' });
  onResize(plot, () => drawPicture(plot, studyPicture(data, Math.max(260, plot.clientWidth))));
  section.append(element('div', { class: 'panels' }, plot));
  if (data.sweepRows.length > 0) {
    section.append(foldedTable(words.sweepTable, words.sweepColumns, () => data.sweepRows));
  }
  for (const note of data.notes) section.append(element('p', { class: 'hint' }, note));
}
