import { timingsWords as words } from '../../../words/page/timings.ts';
import { barPanel, panelHeight } from '../../picture/bar-panel.ts';
import type { Picture } from '../../picture/markup.ts';
import type { TimingsData } from './prepare.ts';

const WIDTH = 1200;
/** The longest; the page and the CSV file have all. */
const SHOWN = 60;

/** The longest durations with their origins. */
export function timingsPicture({ lead, rows }: TimingsData): Picture {
  const longest = [...rows].sort((a, b) => b.meanSeconds - a.meanSeconds).slice(0, SHOWN);
  const most = Math.max(1e-9, ...longest.map(({ meanSeconds }) => meanSeconds));
  const panel = {
    title: longest.length < rows.length ? words.longest(longest.length, rows.length) : words.title,
    hint: lead,
    domain: [0, most] as const,
    reference: null,
    rows: longest.map(({ task, meanSeconds, mean, originWords }) => ({
      name: task,
      from: 0,
      to: meanSeconds,
      interval: null,
      words: `${mean}, ${originWords}`,
      hue: 'strong-line' as const,
    })),
  };
  const marks = barPanel(panel, { x: 16, y: 12, width: WIDTH - 32 });
  return { title: words.title, width: WIDTH, height: panelHeight(panel) + 20, marks };
}
