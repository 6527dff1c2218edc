import { isReservedName } from '../../model/builder.ts';
import type { Duration } from '../../model/durations/duration.ts';
import { parseDuration } from '../../model/durations/parse-duration.ts';
import type { Suggester } from '../../model/nearest-name.ts';
import type { DiagnosticList } from '../diagnostic-list.ts';
import type { DocumentNode, MappingEntry, MappingNode, ScalarNode } from '../document/node.ts';
import { spanInside } from '../document/span-inside.ts';
import type { NativeCode } from './codes.ts';

/**
 * Reads values of an expected kind; what is of another kind is reported with what was found and what was expected, and
 * read as absent. `what` names the value in messages: `'after'`, `a host`.
 */
export class NodeReader {
  readonly diagnostics: DiagnosticList<NativeCode>;
  readonly suggester: Suggester;

  constructor(diagnostics: DiagnosticList<NativeCode>, suggester: Suggester) {
    this.diagnostics = diagnostics;
    this.suggester = suggester;
  }

  wrongType(node: DocumentNode, what: string, expected: string): null {
    this.diagnostics.add('wrong-type', `${what} is ${describe(node)}, expected ${expected}`, node.span);
    return null;
  }

  /** A mapping with no keys but these; others are reported and ignored. */
  fields(node: DocumentNode, what: string, keys: readonly string[]): MappingNode | null {
    if (node.kind !== 'mapping') return this.wrongType(node, what, `a mapping with keys among ${keys.join(', ')}`);
    for (const { key } of node.entries) {
      if (keys.includes(key.text)) continue;
      const hint = this.suggester.didYouMean(key.text, keys);
      const message = `${quote(key.text)} is not a key of ${what}${hint}; expected ${keys.join(', ')}`;
      this.diagnostics.add(isReservedName(key.text) ? 'reserved-name' : 'unknown-key', message, key.span);
    }
    return node;
  }

  /** The entries of a mapping from names to things; entries with impossible names are reported and left out. */
  named(node: DocumentNode | undefined, what: string, reserved: readonly string[] = []): readonly MappingEntry[] {
    if (!node || isEmpty(node)) return [];
    if (node.kind !== 'mapping') {
      this.wrongType(node, what, 'a mapping from names');
      return [];
    }
    return node.entries.filter(({ key }) => this.name(key, reserved) !== null);
  }

  name(node: DocumentNode, reserved: readonly string[] = []): string | null {
    if (node.kind !== 'scalar') return this.wrongType(node, 'a name', 'a name');
    const { text, span } = node;
    if (isReservedName(text) || reserved.includes(text)) {
      this.diagnostics.add('reserved-name', `${quote(text)} is a reserved name, choose another`, span);
      return null;
    }
    if (text !== '' && !/[\s.]/.test(text)) return text;
    const message = `${quote(text)} is not a name: expected letters, digits, '_' or '-', without dots and white space`;
    this.diagnostics.add('bad-name', message, span);
    return null;
  }

  /** A scalar that says something. */
  text(node: DocumentNode | undefined, what: string, expected: string): ScalarNode | null {
    if (!node) return null;
    if (node.kind !== 'scalar' || node.value === null || node.text === '') return this.wrongType(node, what, expected);
    return node;
  }

  flag(node: DocumentNode | undefined, what: string): boolean {
    if (!node) return false;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    return this.wrongType(node, what, 'true or false') ?? false;
  }

  /** A whole number, at least 1. */
  count(node: DocumentNode | undefined, what: string): number | null {
    if (!node) return null;
    const value = node.kind === 'scalar' ? node.value : null;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
    return this.wrongType(node, what, 'a whole number, at least 1');
  }

  choice<Choice extends string>(
    node: DocumentNode | undefined,
    what: string,
    choices: readonly Choice[],
  ): Choice | null {
    if (!node) return null;
    const chosen = node.kind === 'scalar' ? choices.find((choice) => choice === node.text) : undefined;
    return chosen ?? this.wrongType(node, what, choices.join(' or '));
  }

  /** One thing may stand without a list around it. */
  list(node: DocumentNode | undefined): readonly DocumentNode[] {
    if (!node) return [];
    return node.kind === 'sequence' ? node.items : [node];
  }

  duration(node: DocumentNode | undefined, what: string): Duration | null {
    const scalar = this.text(node, what, 'a duration such as 45s, 2m30s or uniform(10s, 20s)');
    if (!scalar) return null;
    const parsed = parseDuration(scalar.text);
    if (parsed.ok) return parsed.duration;
    const offset = Math.min(parsed.offset, Math.max(0, scalar.text.length - 1));
    this.diagnostics.add('bad-duration', `${what}: ${parsed.message}`, spanInside(scalar, offset, scalar.text.length));
    return null;
  }
}

/** Whether a value was left out after its key. */
export function isEmpty(node: DocumentNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

const LONGEST_SHOWN = 60;

export function quote(text: string): string {
  return text.length > LONGEST_SHOWN ? `'${text.slice(0, LONGEST_SHOWN)}…'` : `'${text}'`;
}

function describe(node: DocumentNode): string {
  if (node.kind === 'sequence') return 'a list';
  if (node.kind === 'mapping') return 'a mapping';
  if (node.value === null) return 'empty';
  return typeof node.value === 'string' ? `the text ${quote(node.text)}` : quote(node.text);
}
