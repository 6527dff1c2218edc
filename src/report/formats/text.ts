import { checkText } from '../text/check-text.ts';
import type { CheckFormat } from './check-report.ts';

export const text: CheckFormat = {
  id: 'text',
  summary: 'by file, each finding with its lines and its proof',
  write: ({ document, sources, palette, width }) => checkText(document, sources, { palette, width }),
};
