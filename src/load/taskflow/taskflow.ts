import { DeploymentBuilder } from '../../model/builder.ts';
import { Suggester } from '../../model/nearest-name.ts';
import { isUnknown } from '../../model/unknown.ts';
import { DiagnosticList } from '../diagnostic-list.ts';
import type { DocumentNode, MappingNode } from '../document/node.ts';
import type { FrontEnd, FrontEndInput, LoadResult } from '../load.ts';
import { NodeReader } from '../native/node-reader.ts';
import { reportTags } from '../native/report-tags.ts';
import { atomOf, type Checking, checkNames, checkRequirements, checkRunTime } from './check-flow.ts';
import { codesOfReading, type TaskflowCode } from './codes.ts';
import { type CompiledFlow, compileFlow } from './compile-flow.ts';
import { checkIgnoredProviders, conditionsOf, type DecidedLink, decidedLinks } from './deciders.ts';
import { emitFlow } from './emit.ts';
import { linkFlows } from './link-flow.ts';
import { readExport } from './read-export.ts';
import { type FlowDocument, readFlowDocument, VERSION } from './read-flow-document.ts';
import { checkRetries } from './report-retry.ts';
import { bindingsOf, Scopes } from './scopes.ts';

/** OpenStack TaskFlow: the declarative shape of `docs/taskflow.md`, and what `integrations/taskflow` exports. */
export const taskflow: FrontEnd = {
  id: 'taskflow',
  title: 'OpenStack TaskFlow',
  beginsWith: ['format: taskflow/1', 'taskflow'],
  recognise,
  load: loadTaskflow,
};

function recognise(document: DocumentNode): number {
  if (document.kind !== 'mapping') return 0;
  const format = document.get('format');
  if (format?.kind === 'scalar' && format.text.startsWith('taskflow/')) return 1;
  if (document.has('taskflow') && document.has('flow')) return 1;
  return isPlainFlow(document) ? 0.3 : 0;
}

function isPlainFlow(document: MappingNode): boolean {
  const flow = document.get('flow');
  return flow?.kind === 'mapping' && (flow.has('children') || flow.has('pattern'));
}

function loadTaskflow(document: DocumentNode, { file, text, options, diagnostics }: FrontEndInput): LoadResult {
  const list = new DiagnosticList<TaskflowCode>(codesOfReading);
  const reader = new NodeReader(list, new Suggester());
  const builder = new DeploymentBuilder({ file, format: 'taskflow', version: VERSION });
  const isExport = document.kind === 'mapping' && document.has('taskflow') && !document.has('format');
  reportTags(document, reader);
  const read = isExport ? readExport(document, reader, list) : readFlowDocument(document, reader, list);
  if (read?.root) {
    const compiled = compileFlow(linkFlows(read.root, list));
    checkRetries(compiled.nodes, list);
    addFlow(compiled, read, { builder, list, decided: decidedLinks(compiled, options) });
  }
  return { deployment: builder.build(), diagnostics: [...diagnostics, ...list.items], files: new Map([[file, text]]) };
}

interface Adding {
  readonly builder: DeploymentBuilder;
  readonly list: DiagnosticList<TaskflowCode>;
  readonly decided: readonly DecidedLink[];
}

function addFlow(compiled: CompiledFlow, read: FlowDocument, { builder, list, decided }: Adding): void {
  const wasRejected = list.items.some(({ severity }) => severity === 'error');
  const atoms = compiled.nodes.map(atomOf).filter((atom) => atom !== null);
  const scopes = new Scopes(compiled.root);
  const bindings = bindingsOf(compiled.nodes, scopes, read.store);
  const checking: Checking = { compiled, atoms, bindings, scopes, store: read.store, diagnostics: list };
  checkNames(checking);
  // What could not be put together is missing links, and all that follows from them is not the user's mistake.
  if (!wasRejected) checkRequirements(checking);
  if (!wasRejected) checkRunTime(checking);
  checkIgnoredProviders(decided, checking);
  for (const { condition, value, span } of decided) {
    builder.addCondition({ name: condition, value, span });
    if (isUnknown(value)) builder.addUnknown(value);
  }
  const conditions = conditionsOf(decided);
  const names = emitFlow({ builder, compiled, bindings, conditions, hostCapacities: read.hostCapacities });
  const { workers, root } = read;
  if (workers === null) return;
  const tasks = compiled.nodes.filter((node) => atomOf(node)?.kind === 'task').map((node) => names.node(node));
  const span = root?.span ?? read.span;
  builder.addPool({ id: 'workers', capacity: workers, tasks, holdsWhileWaiting: true, span });
}
