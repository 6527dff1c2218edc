import type { DiagnosticList } from '../diagnostic-list.ts';
import type { TaskflowCode } from './codes.ts';
import type { CompiledNode } from './compile-flow.ts';
import { type Atom, printedAtom, requiredSymbols } from './flow-tree.ts';
import { nameOf } from './linked-flow.ts';

const CLASSES: Readonly<Record<string, string>> = {
  times: 'Times',
  for_each: 'ForEach',
  parameterized_for_each: 'ParameterizedForEach',
  always_revert: 'AlwaysRevert',
  always_revert_all: 'AlwaysRevertAll',
};

/**
 * `graph_flow.Flow.add()` looks for whoever lacks a symbol among its children and its own retry controller, and links
 * what is added to it; the controller is then a node, which the compiler does not take when it comes to that flow.
 */
export function checkRetries(nodes: readonly CompiledNode[], list: DiagnosticList<TaskflowCode>): void {
  for (const node of nodes) {
    if (node.kind !== 'begin' || node.flow.retryProvider === null) continue;
    const { flow, retryProvider: provider } = node.flow;
    const retry = flow.retry!;
    const symbol = requiredSymbols(retry).find((one) => provider.provides.has(one));
    const span = provider.kind === 'task' ? provider.atom.span : provider.flow.span;
    const needs = `'${retry.name}', the retry controller of '${flow.name}', requires`;
    const what = `'${nameOf(provider)}' provides '${symbol}', which ${needs} before the flow begins`;
    const related = [{ message: `'${retry.name}' is here`, span: retry.span }];
    list.add('retry-as-child', `${what} (${refusal(retry)})`, span, { related });
  }
}

/** Of an export, where the controller already stands among the children. */
export function reportRetryChild(retry: Atom, flow: string, list: DiagnosticList<TaskflowCode>): void {
  const what = `'${retry.name}', the retry controller of '${flow}', is linked to a child that provides what it requires`;
  list.add('retry-as-child', `${what} (${refusal(retry)})`, retry.span);
}

function refusal(retry: Atom): string {
  const type = CLASSES[retry.type];
  const name = type === undefined ? retry.type : `taskflow.retry.${type}`;
  return `TypeError: Unknown object '${printedAtom(retry)}' (<class '${name}'>) requested to compile`;
}
