import { describe, expect, it } from 'vitest';
import { resolvePath } from './paths.ts';

describe('paths', () => {
  it.each([
    ['t.yaml', 'vm.yaml', 'vm.yaml'],
    ['hot/t.yaml', 'vm.yaml', 'hot/vm.yaml'],
    ['hot/t.yaml', '../lib/./vm.yaml', 'lib/vm.yaml'],
    ['hot/t.yaml', 'file:///srv/vm.yaml', '/srv/vm.yaml'],
    ['/srv/t.yaml', '../vm.yaml', '/vm.yaml'],
    ['t.yaml', '../../vm.yaml', '../../vm.yaml'],
    ['t.yaml', 'https://example.org/vm.yaml', 'https://example.org/vm.yaml'],
    ['https://example.org/a/t.yaml', '../vm.yaml', 'https://example.org/vm.yaml'],
  ])('%s names %s: %s', (file, named, path) => {
    expect(resolvePath(file, named)).toBe(path);
  });
});
