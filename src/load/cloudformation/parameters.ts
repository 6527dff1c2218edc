import { isUnknown, unknown } from '../../model/unknown.ts';
import { type Datum, toText } from '../datum.ts';
import type { DocumentNode, MappingEntry } from '../document/node.ts';
import { listArguments, mappingOf, textOf } from './call.ts';
import type { Session } from './session.ts';
import type { Stack } from './stack.ts';

/** A parameter of one stack. */
export interface Parameter {
  readonly name: string;
  readonly entry: MappingEntry;
  /** What it is: chosen, given by the parent, or its default; unknown without any of these. */
  readonly value: Datum;
  /** Whether somebody chose it, so that it decides conditions; a default does not, as others may choose otherwise. */
  readonly isChosen: boolean;
  /** In a nested stack the parent's text that gives the value. */
  readonly origin: { readonly node: DocumentNode; readonly stack: Stack } | null;
  /** `AllowedValues`; null when any value is allowed. */
  readonly allowed: readonly string[] | null;
}

/** Who gives values to the parameters of a nested stack. */
export type Given = ReadonlyMap<
  string,
  { readonly node: DocumentNode; readonly stack: Stack; readonly value: Datum; readonly isChosen: boolean }
>;

export function readParameters(
  entries: ReadonlyMap<string, MappingEntry>,
  given: Given | null,
  session: Session,
): ReadonlyMap<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  const chosen = given ? new Map<string, string>() : chosenValues(session);
  for (const [name, entry] of entries) parameters.set(name, readParameter(name, entry, { given, chosen, session }));
  for (const name of chosen.keys()) {
    if (parameters.has(name)) continue;
    const hint = session.didYouMean(name, parameters.keys());
    session.say('cfn-unknown-parameter', `a value is given for '${name}', which is no parameter${hint}`, null);
  }
  return parameters;
}

interface Values {
  readonly given: Given | null;
  readonly chosen: ReadonlyMap<string, string>;
  readonly session: Session;
}

function readParameter(name: string, entry: MappingEntry, { given, chosen, session }: Values): Parameter {
  const schema = mappingOf(entry.value);
  const type = textOf(schema?.get('Type')) ?? 'String';
  if (!schema) session.say('cfn-wrong-section', `parameter '${name}' is not a map with a Type`, entry.key.span);
  const allowed = listArguments(schema?.get('AllowedValues') ?? entry.value)?.map((item) => textOf(item) ?? '') ?? null;
  const common = { name, entry, allowed, origin: null };
  const fromParent = given?.get(name);
  if (fromParent) {
    const { node, stack, value, isChosen } = fromParent;
    return { ...common, value: typed(toOneText(value), type, entry), isChosen, origin: { node, stack } };
  }
  const choice = chosen.get(name);
  const fallback = textOf(schema?.get('Default'));
  const text = choice ?? fallback;
  if (text === null)
    return { ...common, value: unknown(`parameter '${name}' has no value`, entry.key.span), isChosen: false };
  if (allowed && !allowed.includes(text) && !/^(?:List<|CommaDelimitedList)/.test(type)) {
    const at = choice === undefined ? schema!.get('Default')!.span : entry.key.span;
    session.say('cfn-parameter-value', `parameter '${name}' must be one of ${allowed.join(', ')}; found '${text}'`, at);
  }
  return { ...common, value: typed(text, type, entry), isChosen: choice !== undefined };
}

function toOneText(value: Datum): Datum {
  return Array.isArray(value) && value.every((item) => !isUnknown(item)) ? value.map(toText).join(',') : value;
}

function typed(value: Datum, type: string, entry: MappingEntry): Datum {
  if (isUnknown(value)) return value;
  if (type.startsWith('AWS::SSM::Parameter::Value'))
    return unknown(`the SSM parameter '${toText(value)}' is read when the stack is created`, entry.key.span);
  if (!/^(?:List<|CommaDelimitedList)/.test(type)) return value;
  return toText(value)
    .split(',')
    .map((item) => item.trim());
}

/** What the user chose: parameter files first (a list of keys and values, or a map), then `-P`. */
function chosenValues({ input, ...rest }: Pick<Session, 'input'>): ReadonlyMap<string, string> {
  void rest;
  const chosen = new Map<string, string>();
  for (const { text } of input.options.environments ?? []) {
    for (const [name, value] of parameterFile(text)) chosen.set(name, value);
  }
  for (const [name, value] of input.options.parameters ?? []) chosen.set(name, value);
  return chosen;
}

/** `[{ParameterKey, ParameterValue}]` as the AWS command takes it, or `{"Parameters": {…}}` as pipelines do. */
function* parameterFile(text: string): Iterable<readonly [string, string]> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return;
  }
  if (Array.isArray(data)) {
    for (const item of data as readonly { ParameterKey?: unknown; ParameterValue?: unknown }[]) {
      if (typeof item?.ParameterKey === 'string') yield [item.ParameterKey, String(item.ParameterValue ?? '')];
    }
    return;
  }
  const map = (data as { Parameters?: unknown } | null)?.Parameters;
  if (typeof map !== 'object' || map === null) return;
  for (const [name, value] of Object.entries(map)) yield [name, String(value)];
}
