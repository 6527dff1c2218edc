import type { Colour } from '../../picture/colours.ts';
import { line, type Mark, type Picture, rect, text, wrapped } from '../../picture/markup.ts';
import type { FindingsData } from './prepare.ts';

const WIDTH = 1200;
/** A picture with more is a list: the page has them all. */
const SHOWN = 40;

const HUES = { error: 'error', warning: 'warning', info: 'fine' } as const;
const SYMBOLS = { error: '✕', warning: '!', info: 'i' } as const;

/** The findings as a list: how bad, what, by which rule and where. */
export function findingsPicture({ lead, findings }: FindingsData): Picture {
  const marks: Mark[] = [text(20, 30, lead, { size: 15, bold: true, most: WIDTH - 40 })];
  let y = 46;
  for (const { severity, confidence, message, rule, place, cost } of findings.slice(0, SHOWN)) {
    const hue: Colour = HUES[severity];
    marks.push(rect({ x: 20, y: y + 4, width: 20, height: 20 }, { fill: hue }, 5));
    marks.push(text(30, y + 19, SYMBOLS[severity], { anchor: 'middle', bold: true, fill: 'on-strong' }));
    for (const part of [message, cost]) {
      if (part === '') continue;
      for (const one of wrapped(part, WIDTH - 80, 14)) {
        marks.push(text(52, y + 19, one, { size: 14, ...(part === cost ? { bold: true } : {}) }));
        y += 19;
      }
    }
    marks.push(text(52, y + 19, `${rule} · ${confidence} · ${place}`, { fill: 'soft', size: 12.5, most: WIDTH - 80 }));
    y += 34;
    marks.push(line([20, y], [WIDTH - 20, y], { stroke: 'line' }));
  }
  if (findings.length > SHOWN) {
    marks.push(text(52, y + 22, `and ${findings.length - SHOWN} more`, { fill: 'soft' }));
    y += 28;
  }
  return { title: 'Findings', width: WIDTH, height: y + 14, marks };
}
