import { betaOf } from './beta.ts';
import { type DurationFamily, demand, time } from './family.ts';

export const pert: DurationFamily = {
  name: 'pert',
  summary: 'Least, most likely and greatest time, smooth: the estimate that project planners use.',
  forms: [
    {
      parameters: [time('min'), time('mode'), time('max')],
      style: 'positional',
      make: ([min, mode, max]) => pertOf(min as number, mode as number, max as number),
    },
  ],
  examples: ['pert(20s, 30s, 1m)'],
};

/**
 * The beta distribution with mean (min + 4 mode + max) / 6; its own variance, (mean − min)(max − mean) / 7, not the
 * rule of thumb ((max − min) / 6)². Malcolm, Roseboom, Clark and Fazar, Oper. Res. 7, 1959.
 */
function pertOf(min: number, mode: number, max: number) {
  demand(min >= 0 && min <= mode && mode <= max, 'expected 0 ≤ min ≤ mode ≤ max');
  const width = max - min;
  if (width === 0) return betaOf({ alpha: 1, beta: 1, min, max });
  return betaOf({ alpha: 1 + (4 * (mode - min)) / width, beta: 1 + (4 * (max - mode)) / width, min, max });
}
