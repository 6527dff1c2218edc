import type { EngineConduct, EngineOption } from './engine.ts';
import type { EngineSettings } from './settings.ts';

/** For engines that delete what they made when a stack fails. How long deleting takes no template says. */
export const ROLLBACK_OPTION: EngineOption = {
  name: 'rollback',
  kind: 'text',
  default: 'none',
  describe: 'after a failure what was made is deleted, each in this part of the time it took to make, such as 0.5',
  source: 'no source tells how long deleting takes, so it is off: what was made stays',
};

/** @param stepSeconds what the engine needs for each deletion in a chain */
export function rollbackRule(settings: EngineSettings, stepSeconds: number): Pick<EngineConduct, 'rollback'> {
  return settings.text('rollback') === 'none' ? {} : { rollback: { part: settings.number('rollback'), stepSeconds } };
}
