import type { Confidence, Severity } from '../model/diagnostic.ts';
import type { Facts } from './facts.ts';
import type { RuleFinding } from './finding.ts';

/** A template that shows a rule at work: its first test, and its page in `docs/rules.md`. */
export interface Example {
  /** Decides the front-end: `native.yaml`, `hot.yaml`, … */
  readonly file: string;
  readonly text: string;
  /** The revision that is deployed before, for a rule about updates. */
  readonly previous?: string;
  /** Other files that the text names, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** One rule, one file, mostly data. The file's name is the id. */
export interface Rule {
  /** A noun phrase for what is wrong; it reads well after "allow": `dependency-cycle`. */
  readonly id: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** One sentence: what is wrong. */
  readonly summary: string;
  /** One sentence: what it costs. */
  readonly why: string;
  /** At least one each; every bad one must fire, every good one stay silent. */
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
  /** One sentence, where no HOT template can show it: why, and what can. */
  readonly notInHeat?: string;
  readonly check: (facts: Facts) => Iterable<RuleFinding>;
}
