import type { DocumentNode, MappingNode } from '../load/document/node.ts';
import { readDocument } from '../load/document/read-document.ts';
import type { Duration } from '../model/durations/duration.ts';
import { parseDuration } from '../model/durations/parse-duration.ts';
import { didYouMean } from '../model/nearest-name.ts';
import type { TimingFile } from '../model/timing/timing.ts';
import { Misuse } from './misuse.ts';

const KEYS = ['tasks', 'types', 'calibrated'];
/** What may stand beside a duration: where it is from, for people. */
const ENTRY_KEYS = ['duration', 'samples', 'deployments', 'fit', 'note'];

/**
 * Reads a timing file: YAML or JSON with `tasks:` (by id), `types:` (by resource type), each a duration expression,
 * or a mapping with `duration:` and what it rests on, as `makespan calibrate` writes it.
 * @throws Misuse with file, line and column of the first thing that is wrong
 */
export function readTimingFile(name: string, text: string): TimingFile {
  const { root, diagnostics } = readDocument(name, text);
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  if (wrong) throw new Misuse(`${name}:${wrong.span?.line ?? 1}:${wrong.span?.column ?? 1}: ${wrong.message}`);
  if (root?.kind !== 'mapping') throw new Misuse(`${name} is not a timing file: it has no 'tasks:' or 'types:'`);
  for (const { key } of root.entries) {
    if (!KEYS.includes(key.text)) throw misuseAt(key, `unknown key '${key.text}'${didYouMean(key.text, KEYS)}`);
  }
  const calibrated = root.get('calibrated');
  return {
    name,
    tasks: durationsOf(root, 'tasks'),
    types: durationsOf(root, 'types'),
    calibrated: calibrated?.kind === 'scalar' && calibrated.value === true,
  };
}

/** `--set ID=DURATION`. @throws Misuse when the text is no duration */
export function parseSetting(id: string, text: string): Duration {
  const parsed = parseDuration(text);
  if (parsed.ok) return parsed.duration;
  throw new Misuse(`--set ${id}=${text}: ${parsed.message}`);
}

function durationsOf(root: MappingNode, key: string): ReadonlyMap<string, Duration> {
  const node = root.get(key);
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return new Map();
  if (node.kind !== 'mapping') throw misuseAt(node, `'${key}' maps names to durations`);
  return new Map(node.entries.map((entry) => [entry.key.text, durationAt(entry.value)]));
}

function durationAt(node: DocumentNode): Duration {
  const stated = node.kind === 'mapping' ? statedIn(node) : node;
  if (stated.kind !== 'scalar') throw misuseAt(stated, `a duration is written like ${EXAMPLES}`);
  const parsed = parseDuration(stated.text);
  if (parsed.ok) return parsed.duration;
  throw misuseAt(stated, parsed.message);
}

const EXAMPLES = '45s or lognormal(median=45s, p95=2m)';

function statedIn(node: MappingNode): DocumentNode {
  for (const { key } of node.entries) {
    if (!ENTRY_KEYS.includes(key.text))
      throw misuseAt(key, `unknown key '${key.text}'${didYouMean(key.text, ENTRY_KEYS)}`);
  }
  const duration = node.get('duration');
  if (duration) return duration;
  throw misuseAt(node, `expected 'duration:', such as ${EXAMPLES}`);
}

function misuseAt({ span: { file, line, column } }: DocumentNode, message: string): Misuse {
  return new Misuse(`${file}:${line}:${column}: ${message}`);
}
