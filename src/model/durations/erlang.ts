import { type DurationFamily, demand, plain, time } from './family.ts';
import { gammaOf } from './gamma.ts';

export const erlang: DurationFamily = {
  name: 'erlang',
  summary: 'The sum of k memoryless steps, given by its mean as a whole.',
  forms: [
    {
      parameters: [plain('k'), time('mean')],
      style: 'named',
      make: ([k, mean]) => {
        demand(Number.isInteger(k) && (k as number) >= 1, 'expected k to be 1, 2, 3, …');
        demand((mean as number) > 0, 'expected mean > 0');
        return gammaOf(k as number, (mean as number) / (k as number));
      },
    },
  ],
  examples: ['erlang(k=3, mean=1m)'],
};
