import { relative, resolve, sep } from 'node:path';
import ignore from 'ignore';
import type { RuleLevels } from '../../lint/index.ts';
import type { Config } from './config-file.ts';

/** What the configuration says for a path beyond what it says for all; patterns are those of .gitignore. */
export function overridesOf({ folder, overrides }: Config): (file: string) => readonly RuleLevels[] {
  const matchers = overrides.map(({ files, rules }) => ({ matcher: ignore().add([...files]), rules }));
  return (file) => {
    const path = relative(folder, resolve(file)).replaceAll(sep, '/');
    if (path === '' || path.startsWith('../')) return [];
    return matchers.filter(({ matcher }) => matcher.ignores(path)).map(({ rules }) => rules);
  };
}
