import { describe, expect, it } from 'vitest';
import type { MappingNode, ScalarNode } from './node.ts';
import { readDocument } from './read-document.ts';
import { spanInside } from './span-inside.ts';

/** The slice `part` of the value of key `a`, as `line:column-line:column` and the text that stands there. */
function placeOf(text: string, part: string): string {
  const node = (readDocument('t.yaml', text).root as MappingNode).get('a') as ScalarNode;
  const start = node.text.indexOf(part);
  const span = spanInside(node, start, start + part.length);
  return `${span.line}:${span.column}-${span.endLine}:${span.endColumn}`;
}

describe('spanInside points at a slice of a scalar', () => {
  it.each<[string, string, string, string]>([
    ['literal block', 'a: |\n  #!/bin/sh\n  curl $url\n', 'curl', '3:3-3:7'],
    ['literal block over two lines', 'a: |\n  one\n  two\n', 'e\ntw', '2:5-3:5'],
    ['literal block that begins with a blank line', 'a: |\n\n  curl\n', 'curl', '3:3-3:7'],
    ['literal block with a short blank line within', 'a: |\n    x\n\n    curl\n', 'curl', '4:5-4:9'],
    ['literal block with CRLF', 'a: |\r\n  x\r\n  curl\r\n', 'curl', '3:3-3:7'],
    ['plain', 'a: x curl y\n', 'curl', '1:6-1:10'],
    ['single quotes', "a: 'it''s curl'\n", 'curl', '1:11-1:15'],
    ['double quotes with escapes', 'a: "x\\n\\u0041 curl"\n', 'curl', '1:15-1:19'],
    ['JSON', '{"a": "#!/bin/sh\\ncurl"}', 'curl', '1:19-1:23'],
    ['folded block: the whole of it', 'a: >\n  x\n  curl\n', 'curl', '2:3-3:7'],
    ['quoted over lines: the whole of it', 'a: "x\n  curl"\n', 'curl', '1:4-2:8'],
  ])('%s', (_name, text, part, expected) => {
    expect(placeOf(text, part)).toBe(expected);
  });
});
