import type { Finding } from '../../analyze/finding.ts';
import type { DocumentNode } from '../../load/document/node.ts';
import type { Deployment } from '../../model/deployment.ts';
import type { FixContext } from './fixer.ts';

/** The sections whose keys a code says a name is none of, in the words of both styles. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  'heat-dangling-reference': ['resources', 'Resources'],
  'heat-unknown-parameter': ['parameters', 'Parameters'],
  'heat-unknown-condition': ['conditions', 'Conditions'],
  'cfn-unknown-condition': ['Conditions'],
};

/** The names that may have been meant where a name is not found. */
export function candidatesFor(
  finding: Pick<Finding, 'rule' | 'path'>,
  { loaded: { deployment } }: FixContext,
  root: DocumentNode,
): ReadonlySet<string> {
  if (finding.rule === 'unknown-name') return new Set(nativeNames(deployment, (finding.path ?? '').split('/'), root));
  // Other files (environments) have sections of the same names, which declare nothing.
  if (keysOf(root, 'resources').length + keysOf(root, 'Resources').length === 0) return new Set();
  const sections = finding.rule === 'cfn-unknown-reference' ? referable(finding.path) : SECTIONS[finding.rule];
  return new Set((sections ?? []).flatMap((section) => keysOf(root, section)));
}

/** `DependsOn` names resources only. */
function referable(path = ''): readonly string[] {
  return /(?:^|\/)DependsOn(?:\/|$)/.test(path) ? ['Resources'] : ['Resources', 'Parameters'];
}

function keysOf(root: DocumentNode, section: string): readonly string[] {
  const node = root.kind === 'mapping' ? root.get(section) : undefined;
  return node?.kind === 'mapping' ? node.entries.map(({ key }) => key.text) : [];
}

/** What a name may stand for in the native format follows from the key that it stands behind. */
function nativeNames(deployment: Deployment, path: readonly string[], root: DocumentNode): readonly string[] {
  const key = [...path].reverse().find((step) => Object.hasOwn(NATIVE, step));
  const host = path[0] === 'hosts' ? path[1] : undefined;
  return key === undefined ? [] : NATIVE[key]!({ deployment, host, root });
}

interface Place {
  readonly deployment: Deployment;
  readonly host: string | undefined;
  readonly root: DocumentNode;
}

const NATIVE: Readonly<Record<string, (place: Place) => readonly string[]>> = {
  after: (place) => [...taskNames(place), ...keysOf(place.root, 'hosts')],
  consumes: ({ deployment, host }) =>
    deployment.provides.flatMap(({ task, name }) => withShort(`${task}.${name}`, host)),
  signals: handleNames,
  handle: handleNames,
  reads: (place) => [...handleNames(place), ...place.deployment.tasks.nodes()],
  when: ({ root }) => keysOf(root, 'conditions'),
};

function taskNames({ deployment, host }: Place): readonly string[] {
  return deployment.tasks.nodes().flatMap((id) => withShort(id, host));
}

function handleNames({ deployment }: Place): readonly string[] {
  return [...deployment.handles.keys()];
}

/** What stands on the same host may be called without it. */
function withShort(name: string, host: string | undefined): readonly string[] {
  return host !== undefined && name.startsWith(`${host}.`) ? [name.slice(host.length + 1), name] : [name];
}
