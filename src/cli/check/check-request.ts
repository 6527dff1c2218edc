import { knownIds, type Preset, presets, type RuleLevels, ruleLevels } from '../../lint/index.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import type { Arguments } from '../arguments.ts';
import { Misuse } from '../misuse.ts';
import { type Config, FAIL_ON, type FailOn, findConfig, readConfig } from './config-file.ts';
import { type Output, readOutputs } from './outputs.ts';
import { repositoryPaths } from './repository.ts';

/** What the command line and the configuration say together, before a template is read. */
export interface CheckRequest {
  readonly outputs: readonly Output[];
  readonly failOn: FailOn;
  readonly config: Config | null;
  readonly preset: Preset;
  /** The levels of rules for one file: overrides depend on its path. */
  readonly levelsOf: (file: string) => RuleLevels;
  readonly ruleSeconds: number;
  readonly repositoryPath: (file: string) => string;
}

const RULE_SECONDS = 60;

/** @throws Misuse */
export async function readCheckRequest(given: Arguments): Promise<CheckRequest> {
  const outputs = readOutputs(given.texts('format'));
  const config = configOf(given);
  const ids = [...given.texts('rule'), ...given.texts('ignore-rule')];
  const stray = ids.find((id) => !knownIds.includes(id));
  if (stray !== undefined) {
    throw new Misuse(
      `there is no rule '${stray}'${didYouMean(stray, knownIds) || '; makespan explain lists them all'}`,
    );
  }
  const choices = Object.keys(presets) as (keyof typeof presets)[];
  return {
    outputs,
    failOn: given.choice('fail-on', FAIL_ON, config?.failOn ?? 'error'),
    config,
    preset: presets[given.choice('preset', choices, config?.preset ?? 'recommended')],
    levelsOf: await levelsByFile(given, config),
    ruleSeconds: secondsOf(given) ?? config?.ruleSeconds ?? RULE_SECONDS,
    repositoryPath: repositoryPaths(process.cwd()),
  };
}

function configOf(given: Arguments): Config | null {
  const path = given.text('config');
  if (given.flag('no-config')) {
    if (path !== null) throw new Misuse('--config and --no-config exclude each other');
    return null;
  }
  if (path === null) return findConfig(process.cwd());
  const config = readConfig(path);
  if (config === null) throw new Misuse(`${path} has no key 'makespan'`);
  return config;
}

async function levelsByFile(given: Arguments, config: Config | null): Promise<(file: string) => RuleLevels> {
  const only = given.texts('rule');
  const ignored = given.texts('ignore-rule');
  const own = config === null ? [] : [config.rules];
  const levelsWith = (levels: readonly RuleLevels[]): RuleLevels => ruleLevels(knownIds, { levels, only, ignored });
  if (config === null || config.overrides.length === 0) {
    const levels = levelsWith(own);
    return () => levels;
  }
  const { overridesOf } = await import('./path-overrides.ts');
  const overrides = overridesOf(config);
  return (file) => levelsWith([...own, ...overrides(file)]);
}

function secondsOf(given: Arguments): number | null {
  const text = given.text('rule-seconds');
  if (text === null) return null;
  if (/^\d+(?:\.\d+)?$/.test(text) && Number(text) > 0) return Number(text);
  throw new Misuse(`--rule-seconds is a number above 0, not '${text}'`);
}
