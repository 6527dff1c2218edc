import { describe, expect, it } from 'vitest';
import { dialectOf, knownVersions, VERSION_KEYS, versionThatAdded } from './dialect.ts';

describe('dialects', () => {
  it.each([
    ['rocky', '2018-08-31'],
    ['newton', '2016-10-14'],
    ['wallaby', '2021-04-16'],
  ])('%s is another name of %s', (alias, version) => {
    expect(dialectOf('heat_template_version', alias)).toBe(dialectOf('heat_template_version', version));
  });

  it('knows every version by a key, and no other', () => {
    for (const key of VERSION_KEYS) {
      for (const version of knownVersions(key)) expect(dialectOf(key, version), version).toBeDefined();
      expect(dialectOf(key, '2018-08-32')).toBeUndefined();
    }
  });

  it.each([
    ['get_attr', '2013-05-23'],
    ['repeat', '2015-04-30'],
    ['if', '2016-10-14'],
    ['contains', '2017-09-01'],
    ['no_such_function', undefined],
  ])('%s came with %s', (name, version) => {
    expect(versionThatAdded(name)).toBe(version);
  });
});
