import { describe, expect, it } from 'vitest';
import type { Values } from '../study.ts';
import { parseGoal } from './goal.ts';
import { valueList } from './values.ts';

describe('the values of a sweep', () => {
  it.each<[Values, string, readonly string[]]>([
    ['1..4', 'number', ['1', '2', '3', '4']],
    ['0.5..2/0.5', 'number', ['0.5', '1', '1.5', '2']],
    ['0..1/0.1', 'number', ['0', '0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9', '1']],
    ['1..64*4', 'number', ['1', '4', '16', '64']],
    ['30s, 5s, 1m, 5s', 'seconds', ['5s', '30s', '1m']],
    ['1s..3s/500ms', 'seconds', ['1s', '1.5s', '2s', '2.5s', '3s']],
    [['uniform(1s, 2s)', '3s'], 'text', ['uniform(1s, 2s)', '3s']],
    ['uniform(1s, 2s), normal(5s, 1s)', 'text', ['uniform(1s, 2s)', 'normal(5s, 1s)']],
    ['fine, coarse', 'text', ['fine', 'coarse']],
    [{ from: '1', to: '9', step: '4' }, 'number', ['1', '5', '9']],
    [{ from: '1', to: '10', factor: 3 }, 'number', ['1', '3', '9']],
  ])('%j', (values, kind, expected) => {
    expect(valueList(values, [])).toMatchObject({ kind, values: expected });
  });

  it.each<[Values, string]>([
    ['', 'needs values'],
    ['3..1', 'rises'],
    ['a..b', 'from a number or a time'],
    ['0..8*2', 'a factor above 1'],
    ['1..5/0', 'a step is above 0'],
    ['1..1000000000', 'at most 10000 values'],
  ])('%j is refused', (values, message) => {
    expect(() => valueList(values, [])).toThrow(message);
  });
});

describe('a goal', () => {
  it.each([
    ['p95 <= 10m', { statistic: 'p95', comparison: '<=', limit: 600 }],
    ['mean ≥ 10 min', { statistic: 'mean', comparison: '>=', limit: 600 }],
    ['failed < 1%', { statistic: 'failed', comparison: '<=', limit: 0.01 }],
    ['timed-out<=0.05', { statistic: 'timed-out', comparison: '<=', limit: 0.05 }],
  ])('%s', (text, goal) => {
    expect(parseGoal(text, [])).toEqual(goal);
  });

  it.each(['fast', 'p95 10m', 'p95 = 10m', 'p95 <= uniform(1s, 2s)', 'failed <= 2', 'p75 <= 1s'])(
    '%s is none',
    (text) => {
      expect(() => parseGoal(text, ['goal'])).toThrow();
    },
  );
});
