import type { Confidence, Severity } from '../../model/diagnostic.ts';
import type { CheckDocument } from '../result.ts';
import type { Palette } from '../text/palette.ts';

/** What an output says of a rule, or of a code that reading a template may report. */
export interface RuleDescription {
  readonly id: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** One sentence: what is wrong. */
  readonly summary: string;
  /** One sentence: what it costs. */
  readonly why: string;
  /** What `makespan explain` prints, as Markdown. */
  readonly help: string;
  /** The rule's page; null where the project has no home on the web. */
  readonly url: string | null;
}

/** All that a format may use: data, so that equal findings give equal bytes. */
export interface CheckReport {
  readonly document: CheckDocument;
  /** The templates that were checked, in order: those without findings too. */
  readonly files: readonly string[];
  /** The text of each file that was read, by name. */
  readonly sources: ReadonlyMap<string, string>;
  readonly rules: readonly RuleDescription[];
  readonly toolVersion: string;
  /** The file's path from the root of its repository, with `/`: services do not know from where the tool was called. */
  readonly repositoryPath: (file: string) => string;
  /** Whether findings of this severity fail the run. */
  readonly isFailing: (severity: Severity) => boolean;
  readonly palette: Palette;
  /** Columns of the terminal. */
  readonly width: number;
}

/** One output format of `check`, one file. */
export interface CheckFormat {
  readonly id: string;
  /** After the id, in help. */
  readonly summary: string;
  readonly write: (report: CheckReport) => string;
}
