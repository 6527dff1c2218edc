/**
 * The families of durations. A family knows its moments, its bounds and its quantile function, and nothing of tasks,
 * draws or runs.
 */
import { beta } from './beta.ts';
import { constantFamily } from './constant.ts';
import { empirical } from './empirical.ts';
import { erlang } from './erlang.ts';
import { exponential } from './exponential.ts';
import type { DurationFamily } from './family.ts';
import { gamma } from './gamma.ts';
import { lognormal } from './lognormal.ts';
import { mixture } from './mixture.ts';
import { normal } from './normal.ts';
import { pert } from './pert.ts';
import { scale } from './scale.ts';
import { shift } from './shift.ts';
import { triangular } from './triangular.ts';
import { truncate } from './truncate.ts';
import { uniform } from './uniform.ts';
import { weibull } from './weibull.ts';

/** One line a family; a test finds a file that is not listed. */
export const durationFamilies: readonly DurationFamily[] = [
  constantFamily,
  uniform,
  triangular,
  pert,
  normal,
  lognormal,
  exponential,
  gamma,
  erlang,
  weibull,
  beta,
  empirical,
  shift,
  scale,
  truncate,
  mixture,
];
