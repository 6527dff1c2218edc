import { DeploymentBuilder, ROOT } from '../../model/builder.ts';
import { Suggester } from '../../model/nearest-name.ts';
import { DiagnosticList } from '../diagnostic-list.ts';
import type { DocumentNode, MappingNode } from '../document/node.ts';
import type { FrontEnd, FrontEndInput, LoadResult } from '../load.ts';
import { type NativeCode, nativeCodes } from './codes.ts';
import { linkTasks } from './link-tasks.ts';
import { NodeReader } from './node-reader.ts';
import { readConditions } from './read-conditions.ts';
import { readHandles } from './read-handles.ts';
import { readParameters } from './read-parameters.ts';
import { readPools } from './read-pools.ts';
import { readSignals, timeoutOf } from './read-signals.ts';
import { readTasks } from './read-tasks.ts';
import { reportTags } from './report-tags.ts';

const VERSION = '1';
const KEYS = ['makespan', 'conditions', 'hosts', 'tasks', 'handles', 'pools', 'timeout'] as const;

/** The format of `docs/native-format.md`: what no engine's template can say briefly. */
export const native: FrontEnd = {
  id: 'native',
  title: 'makespan native format',
  beginsWith: ['makespan'],
  recognise,
  load: loadNative,
};

/** Certain by its version key; otherwise only hosts that have components or a base look like it. */
function recognise(document: DocumentNode): number {
  if (document.kind !== 'mapping') return 0;
  if (document.has('makespan')) return 1;
  const hosts = document.get('hosts');
  if (hosts?.kind !== 'mapping') return 0;
  const isHost = ({ value }: { value: DocumentNode }): boolean =>
    value.kind === 'mapping' && (value.has('components') || value.has('base'));
  return hosts.entries.some(isHost) ? 0.3 : 0;
}

function loadNative(document: DocumentNode, { file, text, options, diagnostics }: FrontEndInput): LoadResult {
  const list = new DiagnosticList<NativeCode>(nativeCodes);
  const reader = new NodeReader(list, new Suggester());
  const builder = new DeploymentBuilder({ file, format: 'native', version: VERSION });
  const { parameters, diagnostics: ofEnvironments } = readParameters(options, reader);
  const root = reader.fields(document, 'the document', KEYS);
  if (root) {
    checkVersion(root, reader);
    reportTags(root, reader);
    const conditions = readConditions(root.get('conditions'), { reader, builder, parameters });
    const handles = readHandles(root.get('handles'), reader, builder);
    const reading = { reader, builder, conditions, handles };
    const names = readTasks(root, reading);
    linkTasks(names, reading);
    readSignals(names, reading);
    readPools(root.get('pools'), names, reading);
    const limit = timeoutOf(root.get('timeout'), reading);
    if (limit !== null) builder.limitGroup(ROOT, limit);
  }
  const told = [...diagnostics, ...ofEnvironments, ...list.items];
  const environments = (options.environments ?? []).map((one) => [one.file, one.text] as const);
  return { deployment: builder.build(), diagnostics: told, files: new Map([...environments, [file, text]]) };
}

function checkVersion(root: MappingNode, { diagnostics }: NodeReader): void {
  const version = root.get('makespan');
  if (version?.kind === 'scalar' && version.text === VERSION) return;
  const found = version
    ? `the version is ${version.kind === 'scalar' ? `'${version.text}'` : `a ${version.kind}`}`
    : "the key 'makespan' is missing";
  const at = version?.span ?? root.entries[0]?.key.span ?? root.span;
  diagnostics.add('unknown-version', `${found}, expected 'makespan: ${VERSION}'`, at);
}
