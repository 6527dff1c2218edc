import { type DocumentNode, MappingNode, ScalarNode, SequenceNode } from '../document/node.ts';

/** A function as CloudFormation recognises one: `{Fn::Join: …}`, or in YAML its short form `!Join …`. */
export interface Call {
  /** The long name: `Ref`, `Condition`, `Fn::Join`. */
  readonly name: string;
  readonly argument: DocumentNode;
  readonly node: DocumentNode;
}

const NAMES =
  'Base64 Cidr FindInMap GetAtt GetAZs If ImportValue Join Select Split Sub Transform And Equals Not Or Length ' +
  'ToJsonString GetStackOutput Contains EachMemberEquals EachMemberIn RefAll ValueOf ValueOfAll';

/** Every intrinsic function. Source: the intrinsic function reference of the user guide. */
export const FUNCTIONS: ReadonlySet<string> = new Set(['Ref', ...NAMES.split(' ').map((name) => `Fn::${name}`)]);

/** @returns the function that a node calls; null for plain data, whatever its keys are called */
export function callOf(node: DocumentNode): Call | null {
  if (node.tag?.startsWith('!') && !node.tag.startsWith('!!')) {
    const name = longName(node.tag.slice(1));
    return FUNCTIONS.has(name) ? { name, argument: withoutTag(node), node } : null;
  }
  if (node.kind !== 'mapping' || node.entries.length !== 1) return null;
  const [entry] = node.entries;
  const name = entry!.key.text;
  return FUNCTIONS.has(name) ? { name, argument: entry!.value, node } : null;
}

/** As `callOf`, in the places where `Condition` names a condition. */
export function conditionCallOf(node: DocumentNode): Call | null {
  if (node.tag === '!Condition') return { name: 'Condition', argument: withoutTag(node), node };
  const entry = node.kind === 'mapping' && node.entries.length === 1 ? node.entries[0] : undefined;
  return entry?.key.text === 'Condition' ? { name: 'Condition', argument: entry.value, node } : callOf(node);
}

function longName(short: string): string {
  return short === 'Ref' || short === 'Condition' ? short : `Fn::${short}`;
}

/** The same node as data: a tag made it a function. */
function withoutTag(node: DocumentNode): DocumentNode {
  const { source, start, end } = node;
  const place = { start, end, tag: null };
  if (node.kind === 'sequence') return new SequenceNode(source, place, node.items);
  if (node.kind === 'mapping') return new MappingNode(source, place, node.entries);
  const { value, text, style, contentStart, indent } = node;
  return new ScalarNode(source, { ...place, value, text, style, contentStart, indent });
}

/** The arguments of a function that takes a list; null when it was given something else. */
export function listArguments(argument: DocumentNode): readonly DocumentNode[] | null {
  return argument.kind === 'sequence' && callOf(argument) === null ? argument.items : null;
}

/** The text of a scalar that is no function. */
export function textOf(node: DocumentNode | undefined): string | null {
  if (node?.kind !== 'scalar' || callOf(node) !== null || node.value === null) return null;
  return node.text;
}

/** The node when it is a map of data. */
export function mappingOf(node: DocumentNode | undefined): MappingNode | null {
  return node?.kind === 'mapping' && callOf(node) === null ? node : null;
}
