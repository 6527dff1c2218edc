import type { DeploymentBuilder } from '../../model/builder.ts';
import { type Condition, NEVER } from '../../model/condition.ts';
import { type Maybe, unknown } from '../../model/unknown.ts';
import type { DocumentNode, MappingEntry } from '../document/node.ts';
import { spanInside } from '../document/span-inside.ts';
import { isEmpty, type NodeReader, quote } from './node-reader.ts';
import { parseWhen } from './parse-when.ts';
import type { Parameter, Parameters } from './read-parameters.ts';

/** Reads `when:` formulas over the conditions that the document names. */
export class ConditionTable {
  readonly #reader: NodeReader;
  readonly #names: ReadonlySet<string>;

  constructor(reader: NodeReader, names: ReadonlySet<string>) {
    this.#reader = reader;
    this.#names = names;
  }

  /** Null means always; so does a formula that cannot be read. */
  when(node: DocumentNode | undefined): Condition | null {
    if (node?.kind === 'scalar' && typeof node.value === 'boolean') return node.value ? null : NEVER;
    const scalar = this.#reader.text(node, "'when'", "a formula such as 'with_db and not small'");
    if (!scalar) return null;
    const { diagnostics, suggester } = this.#reader;
    const parsed = parseWhen(scalar.text);
    if (!parsed.ok) {
      diagnostics.add('bad-condition', parsed.message, spanInside(scalar, parsed.offset, scalar.text.length));
      return null;
    }
    const strangers = parsed.names.filter(({ name }) => !this.#names.has(name));
    for (const { name, offset } of strangers) {
      const hint = suggester.didYouMean(name, this.#names);
      const message = `${quote(name)} is not a condition${hint}; define it under 'conditions:'`;
      diagnostics.add('unknown-name', message, spanInside(scalar, offset, offset + name.length));
    }
    return strangers.length > 0 ? null : parsed.condition;
  }
}

/** The document's conditions; a parameter decides what the document leaves open, or otherwise. */
export function readConditions(
  node: DocumentNode | undefined,
  { reader, builder, parameters }: { reader: NodeReader; builder: DeploymentBuilder; parameters: Parameters },
): ConditionTable {
  const names = new Set<string>();
  for (const { key, value } of reader.named(node, "'conditions'")) {
    names.add(key.text);
    const parameter = parameters.get(key.text);
    const truth = parameter ? chosenTruth(key.text, parameter, reader) : truthOf({ key, value }, reader);
    builder.addCondition({ name: key.text, value: truth, span: key.span });
    if (typeof truth !== 'boolean') builder.addUnknown(truth);
  }
  for (const [name, { span }] of parameters) {
    if (names.has(name)) continue;
    const hint = reader.suggester.didYouMean(name, names);
    const message = `the parameter ${quote(name)} fits no condition of this document${hint}`;
    reader.diagnostics.add('unknown-parameter', message, span);
  }
  return new ConditionTable(reader, names);
}

function truthOf({ key, value }: MappingEntry, reader: NodeReader): Maybe<boolean> {
  const open = unknown(`condition '${key.text}' is left open`, key.span);
  if (value.kind === 'scalar') {
    if (typeof value.value === 'boolean') return value.value;
    if (value.text === 'unknown' || isEmpty(value)) return open;
  }
  reader.wrongType(value, `the condition ${quote(key.text)}`, 'true, false or unknown');
  return open;
}

function chosenTruth(name: string, { value, span }: Parameter, reader: NodeReader): Maybe<boolean> {
  if (typeof value === 'boolean') return value;
  const message = `the parameter ${quote(name)} is ${quote(value)}, expected true or false`;
  reader.diagnostics.add('wrong-type', message, span);
  return unknown(`parameter '${name}' is neither true nor false`, span);
}
