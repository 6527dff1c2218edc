import { groupDigits } from '../quantity.ts';

/** What the page's frame says: its buttons and marks. */
export const frameWords = {
  skip: 'Skip to the report',
  parts: 'Parts of the report',
  how: (replications: number, engine: string, seed: string) => `${replications} × ${engine}, seed ${seed}`,
  notSimulated: 'not simulated',
  noScript: 'This page is drawn by its own script, which is switched off here.',
  footer: 'equal input gives this page again, byte for byte',
  saveResult: 'Save JSON',
  saveTrace: 'Save trace',
  traceHint: 'Trace events: open them in Perfetto or speedscope',
  save: (view: string) => `Save ${view}`,
  saveView: 'Save as ',
  saveAs: (view: string, kind: string) => `Save ${view} as ${kind}`,
  moreRows: (count: number) => `${groupDigits(count)} more rows are in the CSV file.`,
  showMore: (count: number) => `Show ${groupDigits(count)} more`,
  theme: { auto: 'Theme: auto', light: 'Theme: light', dark: 'Theme: dark' },
} as const;
