/**
 * Joins findings to the text they stand in: which rules run, what a comment or a baseline holds back, which edits mend
 * a finding. Reads text and judges it again through `load` and `analyze`; knows no file on a disk and no terminal.
 */
export {
  type Baseline,
  type BaselineEntry,
  type BaselineView,
  baselineOf,
  holdBack,
  readBaseline,
} from './baseline.ts';
export { lintCodes } from './codes.ts';
export { type Mended, type MendInput, mend } from './fixes/mend.ts';
export { knownIds, type LintedTemplate, type LintOptions, lint } from './lint.ts';
export { type Preset, presets, type RuleLevel, type RuleLevels, ruleLevels } from './rule-levels.ts';
