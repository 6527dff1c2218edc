import { describe, expect, it } from 'vitest';
import { Suggester } from '../model/nearest-name.ts';
import { isUnknown } from '../model/unknown.ts';
import { load } from './index.ts';
import { memoryFileSource } from './memory-file-source.ts';

function messages(text: string, options: Parameters<typeof load>[2] = {}): readonly string[] {
  return load('t.yaml', text, options).diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe('load', () => {
  it('says which keys were found and how the known formats begin', () => {
    const [message] = messages('AWSTemplate: x\nservices: {}\n');
    expect(message).toContain("unknown-format: no known format has the top-level keys 'AWSTemplate', 'services'");
    expect(message).toContain("'makespan:' (makespan native format)");
  });

  it('is told the format where the content does not say it', () => {
    expect(messages('tasks: {a: 1s}', { format: 'native' })).toEqual([
      "unknown-version: the key 'makespan' is missing, expected 'makespan: 1'",
    ]);
  });

  it('reports in the order of the text', () => {
    const { diagnostics } = load('t.yaml', 'makespan: 1\ntasks:\n  a: {after: x}\n  b: {foo: 1}\npools: 1\n');
    expect(diagnostics.map(({ span }) => span?.line)).toEqual([3, 4, 5]);
  });

  it('returns the text of each file that it read, and an empty deployment when nothing could be read', () => {
    const { deployment, files } = load('t.yaml', '- 1');
    expect([deployment.tasks.order, deployment.template.format, [...files]]).toEqual([
      0,
      'unknown',
      [['t.yaml', '- 1']],
    ]);
  });
});

describe('parameters of a native document decide its conditions', () => {
  const TEXT = 'makespan: 1\nconditions: {a: unknown, b: true}\ntasks: {t: {when: a and b}}\n';

  it.each<[string, ReadonlyMap<string, string>, unknown, unknown]>([
    ['none', new Map(), 'unknown', true],
    ['one decides what is open', new Map([['a', 'true']]), true, true],
    ['one decides otherwise', new Map([['b', 'false']]), 'unknown', false],
  ])('%s', (_name, parameters, a, b) => {
    const { conditions } = load('t.yaml', TEXT, { parameters }).deployment;
    const truth = (name: string): unknown => {
      const value = conditions.get(name)?.value;
      return isUnknown(value) ? 'unknown' : value;
    };
    expect([truth('a'), truth('b')]).toEqual([a, b]);
  });

  it('an environment decides too, and the command line decides over it', () => {
    const environments = [{ file: 'e.yaml', text: 'parameters: {a: true, b: false}\n' }];
    const { deployment } = load('t.yaml', TEXT, { environments, parameters: new Map([['b', 'true']]) });
    expect([...deployment.conditions.values()].map(({ value }) => value)).toEqual([true, true]);
  });

  it('what is wrong in an environment is reported in that file', () => {
    const environments = [{ file: 'e.yaml', text: 'parameters:\n  a: perhaps\n  c: true\nother: 1\n' }];
    const { diagnostics } = load('t.yaml', TEXT, { environments });
    expect(diagnostics.map(({ code, span }) => `${span?.file}:${span?.line} ${code}`)).toEqual([
      'e.yaml:2 wrong-type',
      'e.yaml:3 unknown-parameter',
      'e.yaml:4 unknown-key',
    ]);
  });

  it('a parameter that fits nothing, or is no truth, is an error', () => {
    const parameters = new Map([
      ['aa', 'true'],
      ['b', 'maybe'],
    ]);
    expect(messages(TEXT, { parameters })).toEqual([
      "wrong-type: the parameter 'b' is 'maybe', expected true or false",
      "unknown-parameter: the parameter 'aa' fits no condition of this document (did you mean 'a'?)",
    ]);
  });
});

describe('memoryFileSource', () => {
  it('has the files it was given and says which it has not', () => {
    const source = memoryFileSource({ 'a.yaml': 'x' });
    expect(source.read('a.yaml')).toEqual({ text: 'x' });
    expect(source.read('b.yaml')).toEqual({ error: "there is no file 'b.yaml'" });
    expect(source.read('constructor')).toEqual({ error: "there is no file 'constructor'" });
  });
});

describe('Suggester', () => {
  it.each<[string, readonly string[], string | null]>([
    ['aftr', ['after', 'base'], 'after'],
    ['bsae', ['base', 'type'], 'base'],
    ['Base', ['base'], 'base'],
    ['x', ['y', 'long'], null],
    ['elephant', ['base'], null],
    ['a', [], null],
  ])('%s among %j is %j', (name, candidates, expected) => {
    expect(new Suggester().closest(name, candidates)).toBe(expected);
  });

  it('stops comparing when there would be too much of it', () => {
    const suggester = new Suggester();
    const many = Array.from({ length: 600_000 }, (_, index) => `n${index}`);
    expect(suggester.closest('zzzz', many)).toBe(null);
    expect(suggester.closest('aftr', ['after'])).toBe(null);
  });
});
