import type { MappingNode } from '../document/node.ts';
import { DECIDER_DEPTHS, type ManualLink } from './flow-tree.ts';
import type { FlowReader } from './read-flow.ts';

/** The decider of a link; its depth is ALL unless said otherwise, in any case of letters. */
export function readDecider(body: MappingNode, { reader, diagnostics }: FlowReader): ManualLink['decider'] {
  const name = reader.text(body.get('decider'), "'decider'", "a decider's name");
  const depth = reader.text(body.get('depth'), "'depth'", DECIDER_DEPTHS.join(' or '));
  if (!name) {
    if (!depth) return null;
    const engine = 'ValueError: Decider depth requires a decider to be provided along with it';
    diagnostics.add('bad-decider', `a depth stands without a decider (${engine})`, depth.span);
    return null;
  }
  const chosen = DECIDER_DEPTHS.find((one) => one === depth?.text.toUpperCase());
  if (chosen || !depth) return { name: name.text, depth: chosen ?? 'ALL' };
  const list = DECIDER_DEPTHS.map((one) => `'${one}'`).join(', ');
  const engine = `ValueError: Unexpected decider depth value, one of [${list}] (case-insensitive) is expected and not '${depth.text}'`;
  diagnostics.add('bad-decider', `'${depth.text}' is no depth (${engine})`, depth.span);
  return { name: name.text, depth: 'ALL' };
}
