import { hueOf } from '../../picture/colours.ts';
import { line, type Mark, type Picture, rect, text, wrapped } from '../../picture/markup.ts';
import { linear } from '../../picture/time-axis.ts';
import type { MakespanBar, StoryData } from './prepare.ts';

const WIDTH = 1200;
const LEFT = 90;

/** The two sentences, the bars, and what they rest on. */
export function storyPicture({ headline, support, spans, facts, trust }: StoryData): Picture {
  const marks: Mark[] = [];
  let y = 14;
  const say = (
    words: string,
    size: number,
    look: { readonly bold?: boolean; readonly fill?: 'ink' | 'soft' },
  ): void => {
    for (const one of wrapped(words, WIDTH - 40, size)) {
      y += size * 1.35;
      marks.push(text(20, y, one, { size, ...look }));
    }
  };
  say(headline, 26, { bold: true });
  if (support !== '') say(support, 15, { fill: 'soft' });
  y += 18;
  const most = Math.max(1e-9, ...spans.map(({ p50, p95 }) => Math.max(p50, p95)));
  for (const span of spans) {
    marks.push(...spanMarks(span, y, most));
    y += 58;
  }
  for (const { title, figure } of facts) say(`${title}: ${figure}.`, 14, {});
  say(trust, 14, { fill: 'soft' });
  return { title: 'Story', width: WIDTH, height: y + 20, marks };
}

function spanMarks({ name, label, p50, p5, p95, words }: MakespanBar, y: number, most: number): readonly Mark[] {
  const x = linear([0, most * 1.02], [LEFT, WIDTH - 20]);
  const whisker =
    p95 - p5 > most / 1000
      ? [
          line([x(p5), y + 13], [x(p95), y + 13], { stroke: 'ink', width: 1.4 }),
          line([x(p5), y + 7], [x(p5), y + 19], { stroke: 'ink', width: 1.4 }),
          line([x(p95), y + 7], [x(p95), y + 19], { stroke: 'ink', width: 1.4 }),
        ]
      : [];
  return [
    text(LEFT - 10, y + 18, label, { anchor: 'end', bold: true, fill: hueOf(name), most: LEFT - 20 }),
    rect({ x: LEFT, y, width: WIDTH - 20 - LEFT, height: 26 }, { fill: 'sunken' }),
    rect({ x: LEFT, y, width: x(p50) - LEFT, height: 26 }, { fill: hueOf(name) }),
    ...whisker,
    text(LEFT, y + 42, words, { fill: 'soft', size: 12.5, most: WIDTH - 20 - LEFT }),
  ];
}
