import { secondsTicks, tickWords } from '../page/seconds-axis.ts';
import { line, type Mark, text } from './markup.ts';

/** A place on the picture for each time. */
export type Scale = (seconds: number) => number;

export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const width = domain[1] - domain[0] || 1;
  return (value) => range[0] + ((value - domain[0]) / width) * (range[1] - range[0]);
}

export interface AxisPlace {
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  readonly top: number;
  readonly bottom: number;
}

/** Lines through the plot at round times, and their words below. */
export function timeAxis({ domain, range, top, bottom }: AxisPlace): readonly Mark[] {
  const x = linear(domain, range);
  return secondsTicks(domain[0], domain[1], (range[1] - range[0]) / 80).flatMap((tick) => [
    line([x(tick), top], [x(tick), bottom], { stroke: 'line' }),
    text(x(tick), bottom + 18, tickWords(tick), { fill: 'soft', size: 12, anchor: 'middle' }),
  ]);
}
