import { visibleJson } from '../words/visible.ts';
import type { CheckFormat } from './check-report.ts';

export const json: CheckFormat = {
  id: 'json',
  summary: 'one versioned document (docs/result-format.md)',
  write: ({ document }) => `${visibleJson(document)}\n`,
};
