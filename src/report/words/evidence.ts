import type { Evidence } from '../../analyze/finding.ts';
import { formatSeconds } from './quantity.ts';

/** Evidence as lines of plain words, one step a line: the terminal prints them, the page reads them out. */
export function evidenceLines(evidence: Evidence): readonly string[] {
  switch (evidence.kind) {
    case 'path': {
      const lines = evidence.steps.map(({ subject, text }) => [subject, text].filter(Boolean).join(' '));
      const first = evidence.steps[0];
      return evidence.closed && first ? [...lines, `${first.subject}, where it began`] : lines;
    }
    case 'schedule':
      return evidence.events.map(({ text }, index) => `${index + 1}. ${text}`);
    case 'table':
      return [evidence.columns.join(' | '), ...evidence.rows.map((row) => row.join(' | '))];
    case 'interval': {
      const say = (value: number): string =>
        evidence.unit === 's' ? formatSeconds(value) : `${value} ${evidence.unit}`;
      return [`between ${say(evidence.low)} and ${say(evidence.high)}`];
    }
    case 'environment':
      return Object.entries(evidence.values).map(([name, value]) => `${name} is ${value}`);
  }
}
