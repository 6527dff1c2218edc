import { describe, expect, it } from 'vitest';
import { commands } from './commands/index.ts';
import { manualPage } from './manual-page.ts';

describe('the manual page', async () => {
  const page = await manualPage(commands, '1.2.3');

  it('has every command with every option', async () => {
    for (const { name, load } of commands) {
      const start = page.indexOf(`.SS makespan ${name}`);
      expect(start, name).toBeGreaterThan(0);
      const section = page.slice(start, page.indexOf('\n.S', start + 1));
      for (const option of Object.keys((await load()).options)) {
        expect(section, `${name} --${option}`).toContain(`\\-\\-${option.replaceAll('-', '\\-')}`);
      }
    }
  });

  it('is sound for troff: every request is known, and no text is taken for one', () => {
    const requests = page.split('\n').filter((line) => /^[.']/.test(line));
    expect(requests.filter((line) => !/^\.(?:TH|SH|SS|TP|PP|B|BR|br)\b/.test(line))).toEqual([]);
    expect(page.replaceAll(/\\(?:-|e|&|f[BR])/g, '')).not.toContain('\\');
  });
});
