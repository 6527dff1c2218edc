import { visible } from '../words/visible.ts';
import type { CheckFormat } from './check-report.ts';

export const concise: CheckFormat = {
  id: 'concise',
  summary: 'one line a finding, as compilers write it',
  write: ({ document, palette }) =>
    document.findings
      .map(({ file, line, column, severity, confidence, rule, message }) => {
        const sure = confidence === 'proved' ? '' : ` (${confidence})`;
        const level = palette[severity](severity);
        return `${visible(file)}:${line}:${column}: ${level} ${visible(rule)}${sure}: ${visible(message)}\n`;
      })
      .join(''),
};
