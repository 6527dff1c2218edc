import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { knownIds, presets, type RuleLevel, type RuleLevels } from '../../lint/index.ts';
import type { DocumentNode, MappingNode } from '../../load/document/node.ts';
import { readDocument } from '../../load/document/read-document.ts';
import { didYouMean } from '../../model/nearest-name.ts';
import { Misuse } from '../misuse.ts';
import { readText } from '../read-file.ts';
import { repositoryRoot } from './repository.ts';

export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** What a project says of checking; its JSON Schema is `schemas/config.schema.json`. */
export interface Config {
  /** Paths in it are relative to this folder. */
  readonly folder: string;
  readonly preset: keyof typeof presets;
  readonly rules: RuleLevels;
  /** For some paths; later ones win. */
  readonly overrides: readonly { readonly files: readonly string[]; readonly rules: RuleLevels }[];
  /** What is left out of folders and globs, in the notation of .gitignore. */
  readonly ignore: readonly string[];
  readonly baseline: string | null;
  readonly failOn: FailOn | null;
  /** A rule that takes longer is stopped and says so. */
  readonly ruleSeconds: number | null;
}

const NAMES = ['makespan.config.yaml', 'makespan.config.yml', 'makespan.config.json', 'package.json'];

/**
 * The nearest configuration at or above a folder, as far as the root of its repository; null when there is none.
 * @throws Misuse with the place of what is wrong in it
 */
export function findConfig(folder: string): Config | null {
  const root = repositoryRoot(folder);
  for (let at = folder; ; at = dirname(at)) {
    for (const name of NAMES) {
      const path = join(at, name);
      const config = existsSync(path) ? readConfig(path) : null;
      if (config !== null) return config;
    }
    if (at === root || dirname(at) === at) return null;
  }
}

/** @returns null for a package.json without the key `makespan` @throws Misuse */
export function readConfig(path: string): Config | null {
  const shown = relative(process.cwd(), path) || path;
  const read = readText(path);
  if ('error' in read) throw new Misuse(`${shown} ${read.error}`);
  const isPackage = path.endsWith(`${sep}package.json`) || path === 'package.json';
  if (isPackage && !read.text.includes('"makespan"')) return null;
  const { root, diagnostics } = readDocument(shown, read.text);
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  if (root === null || wrong) {
    const place = wrong?.span ?? { line: 1, column: 1 };
    throw new Misuse(`${shown}:${place.line}:${place.column}: ${wrong?.message ?? 'is empty'}`);
  }
  const node = isPackage ? (root.kind === 'mapping' ? root.get('makespan') : undefined) : root;
  return node === undefined ? null : configAt(node, dirname(path));
}

const KEYS = ['preset', 'rules', 'overrides', 'ignore', 'baseline', 'fail-on', 'rule-seconds', '$schema'];

function configAt(node: DocumentNode, folder: string): Config {
  const map = mapping(node, 'a configuration', KEYS);
  const baseline = map.get('baseline');
  const ruleSeconds = map.get('rule-seconds');
  const failOn = map.get('fail-on');
  const preset = map.get('preset');
  return {
    folder,
    preset: preset === undefined ? 'recommended' : oneOf(preset, Object.keys(presets) as (keyof typeof presets)[]),
    rules: levels(map.get('rules')),
    overrides: list(map.get('overrides')).map((item) => {
      const override = mapping(item, 'an override', ['files', 'rules']);
      const files = override.get('files');
      if (files === undefined) throw misuseAt(item, "an override has 'files', the paths that it is for");
      return { files: texts(files), rules: levels(override.get('rules')) };
    }),
    ignore: texts(map.get('ignore')),
    baseline: baseline === undefined ? null : text(baseline),
    failOn: failOn === undefined ? null : oneOf(failOn, FAIL_ON),
    ruleSeconds: ruleSeconds === undefined ? null : positive(ruleSeconds),
  };
}

const LEVELS: readonly RuleLevel[] = ['off', 'info', 'warning', 'error'];

function levels(node: DocumentNode | undefined): RuleLevels {
  if (node === undefined) return new Map();
  return new Map(
    mapping(node, 'rules', knownIds).entries.map(({ key, value }) => {
      // YAML 1.1 reads a bare `off` as false.
      if (value.kind === 'scalar' && value.value === false) return [key.text, 'off'];
      return [key.text, oneOf(value, LEVELS)];
    }),
  );
}

function mapping(node: DocumentNode, what: string, keys: readonly string[]): MappingNode {
  if (node.kind !== 'mapping') throw misuseAt(node, `${what} is a mapping with keys such as ${keys[0]}`);
  for (const { key } of node.entries) {
    if (keys.includes(key.text)) continue;
    const hint = didYouMean(key.text, keys) || (keys === knownIds ? '' : `, expected ${keys.slice(0, 7).join(', ')}`);
    throw misuseAt(key, `${what} has no '${key.text}'${hint}`);
  }
  return node;
}

function list(node: DocumentNode | undefined): readonly DocumentNode[] {
  return node === undefined ? [] : node.kind === 'sequence' ? node.items : [node];
}

function texts(node: DocumentNode | undefined): readonly string[] {
  return list(node).map(text);
}

function text(node: DocumentNode): string {
  if (node.kind === 'scalar' && node.text !== '') return node.text;
  throw misuseAt(node, 'a text was expected');
}

function oneOf<T extends string>(node: DocumentNode, choices: readonly T[]): T {
  const found = choices.find((choice) => node.kind === 'scalar' && node.text === choice);
  if (found !== undefined) return found;
  const written = node.kind === 'scalar' ? `, not '${node.text}'${didYouMean(node.text, choices)}` : '';
  throw misuseAt(node, `expected ${choices.join(', ')}${written}`);
}

function positive(node: DocumentNode): number {
  const value = node.kind === 'scalar' ? Number(node.text) : Number.NaN;
  if (value > 0) return value;
  throw misuseAt(node, 'a number of seconds above 0 was expected');
}

function misuseAt({ span: { file, line, column } }: DocumentNode, message: string): Misuse {
  return new Misuse(`${file}:${line}:${column}: ${message}`);
}
