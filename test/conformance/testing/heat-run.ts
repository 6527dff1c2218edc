import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import graphology from 'graphology';
import { parse } from 'yaml';
import { load } from '../../../src/load/index.ts';
import type { Dependency, Deployment, Signal, Task, TaskGraph } from '../../../src/model/deployment.ts';
import { parseDuration } from '../../../src/model/durations/parse-duration.ts';
import { resolveTimings } from '../../../src/model/timing/resolve-timings.ts';
import type { Timing } from '../../../src/model/timing/timing.ts';
import type { EngineId } from '../../../src/simulate/simulation.ts';
import { corpusFolder, readJson } from './heat-corpus.ts';

/** One stack that real Heat created, with the settings that its file's name states. */
export interface HeatRun {
  readonly name: string;
  readonly template: string;
  readonly engine: EngineId;
  readonly settings: Readonly<Record<string, string>>;
  /** Of the call that created the stack, before any resource began: how slow the machine was then. */
  readonly callSeconds: number;
  readonly isComplete: boolean;
  readonly makespan: number;
  /** When a failed stack had been rolled back, from the start of the first resource; null where none was. */
  readonly rolledBack: number | null;
  /** By id as our model names it; from the start of the first. NaN where it never came. */
  readonly resources: ReadonlyMap<string, { readonly start: number; readonly end: number }>;
}

interface RunFile {
  readonly ok: boolean;
  readonly error?: unknown;
  readonly create_call_returned: number;
  readonly makespan_from_first_resource: number;
  readonly resources: Readonly<Record<string, { readonly start?: number; readonly end?: number }>>;
  readonly events: readonly { readonly action: string; readonly status: string; readonly t: number }[];
}

/** Every run of the data that Heat did not reject; null when there is no data. */
export function heatRuns(): readonly HeatRun[] | null {
  const folder = corpusFolder();
  if (folder === null || !existsSync(join(folder, 'runs'))) return null;
  const files = readdirSync(join(folder, 'runs')).sort();
  return files.filter((file) => file.endsWith('.json')).flatMap((file) => runOf(join(folder, 'runs'), file, files));
}

function runOf(folder: string, file: string, files: readonly string[]): readonly HeatRun[] {
  const parts = file.replace(/\.json$/, '').split('.');
  const mode = parts.at(-1) as string;
  const lengths = parts.map((_, index) => parts.length - index);
  const length = lengths.find((count) => files.includes(`${parts.slice(0, count).join('.')}.yaml`));
  const run = readJson<RunFile>(folder, file);
  if (length === undefined || run.error || !['legacy', 'convergence'].includes(mode)) return [];
  const template = `${parts.slice(0, length).join('.')}.yaml`;
  const starts = Object.values(run.resources).map(({ start }) => start ?? Number.POSITIVE_INFINITY);
  const zero = Math.min(...starts);
  const resources = Object.entries(run.resources).map(([name, { start, end }]) => {
    return [ownId(name), { start: (start ?? Number.NaN) - zero, end: (end ?? Number.NaN) - zero }] as const;
  });
  const undone = run.events.find(({ action, status }) => action === 'ROLLBACK' && status === 'COMPLETE');
  const text = readFileSync(join(folder, template), 'utf8');
  return [
    {
      name: parts.join('.'),
      template,
      engine: `heat-${mode}` as EngineId,
      settings: settingsOf(parts.slice(length, -1), text),
      callSeconds: run.create_call_returned,
      isComplete: run.ok,
      makespan: run.makespan_from_first_resource,
      rolledBack: undone === undefined ? null : undone.t - zero,
      resources: new Map(resources),
    },
  ];
}

/** `oracle-g-byijqy4w2zgs/2` is member 2 of g: the engine gives nested stacks a name with twelve letters by lot. */
function ownId(name: string): string {
  return name
    .replace(/^oracle-/, '')
    .replace(/-[a-z0-9]{12}(?=\/|-|$)([-]?)/g, (_all, dash: string) => (dash ? '/' : ''));
}

function settingsOf(words: readonly string[], text: string): Readonly<Record<string, string>> {
  const settings: Record<string, string> = { 'blocking-poll': 'OS::Heat::TestResource: 1' };
  for (const word of words) {
    const [, key, value] = /^([a-z_-]+?)(\d*)$/.exec(word) ?? [];
    if (key === 'poll') settings['agent-poll'] = `${value}s`;
    else if (key === 'pool') Object.assign(settings, { threads: value, processes: '1' });
    else if (/^no.?stagger$/.test(key ?? '')) settings.stagger = '0s';
  }
  // A pool was only ever tried without the stagger (specs/heat.md, §7).
  if (settings.threads !== undefined) settings.stagger = '0s';
  const timeout = /--timeout-secs (\d+)/.exec(text)?.[1];
  if (timeout !== undefined) settings.timeout = `${timeout}s`;
  return settings;
}

/** The deployment of a run and its times: what the oracle's own resource types take stands in their properties. */
export function deploymentOf(run: HeatRun): {
  readonly deployment: Deployment;
  readonly timings: ReadonlyMap<string, Timing>;
} {
  const folder = join(corpusFolder() as string, 'runs');
  const adapted = (file: string): string => {
    const body = parse(readFileSync(join(folder, file), 'utf8')) as Json;
    return JSON.stringify(adaptTemplate(body));
  };
  const files = {
    read: (path: string) => {
      try {
        return { text: adapted(path) };
      } catch {
        return { error: 'there is no such file' };
      }
    },
  };
  const { deployment } = load(run.template, adapted(run.template), { files });
  const body = parse(readFileSync(join(folder, run.template), 'utf8')) as Json;
  const whole = withSignals(deployment, body);
  return { deployment: whole, timings: timingsOf(whole, body) };
}

type Json = { [key: string]: Json } & { [key: string]: unknown };

/** `secs` becomes what our tool reads: a duration in the metadata; `Sim::Server` is a server. */
function adaptTemplate(body: Json): Json {
  const resources = Object.entries((body.resources ?? {}) as Json).map(([name, resource]) => [name, adapt(resource)]);
  return { ...body, resources: Object.fromEntries(resources) } as Json;
}

function adapt(resource: Json): Json {
  const properties = (resource.properties ?? {}) as Json;
  const definition = properties.resource_def as Json | undefined;
  const secs = properties.secs ?? properties.wait_secs ?? (properties.input_values as Json | undefined)?.secs;
  const isOracles = /^Sim::|TestResource$|Deployment$/.test(String(resource.type));
  const duration = secs ?? (/^Sim::|TestResource$/.test(String(resource.type)) ? 0 : undefined);
  return {
    ...resource,
    ...((resource.type as unknown) === 'Sim::Server' ? { type: 'OS::Nova::Server' } : {}),
    ...(isOracles && duration !== undefined ? { metadata: { makespan: { duration } } } : {}),
    ...(definition ? { properties: { ...properties, resource_def: adapt(definition) } } : {}),
  } as Json;
}

/** What the template does not time takes no time in the oracle; members of a chain have the chain's properties. */
function timingsOf(deployment: Deployment, body: Json): ReadonlyMap<string, Timing> {
  const constants = new Map(
    deployment.tasks
      .filterNodes((_id, { duration }) => duration === null)
      .map((id) => {
        const chain = ((body.resources ?? {}) as Json)[id.split('/')[0] as string] as Json | undefined;
        const shared = (chain?.properties as Json | undefined)?.resource_properties as Json | undefined;
        const parsed = parseDuration(`${Number(shared?.secs ?? 0)}s`);
        if (!parsed.ok) throw new Error(parsed.message);
        return [id, parsed.duration];
      }),
  );
  return resolveTimings(deployment, { set: constants });
}

/** A `Sim::Server` sends each of its signals some time after it is complete, whoever looks. */
function withSignals(deployment: Deployment, body: Json): Deployment {
  const tasks: TaskGraph = new graphology.DirectedGraph<Task, Dependency>();
  deployment.tasks.forEachNode((id, task) => tasks.addNode(id, task));
  deployment.tasks.forEachDirectedEdge((_edge, dependency, from, to) => tasks.addDirectedEdge(from, to, dependency));
  const signals: Signal[] = [];
  for (const [name, resource] of Object.entries((body.resources ?? {}) as Json)) {
    const list = ((resource.properties as Json | undefined)?.signals ?? []) as unknown as readonly Json[];
    list.forEach((signal, index) => {
      const server = tasks.getNodeAttributes(name);
      const id = `${name}.signal${index}`;
      const parsed = parseDuration(`${Number(signal.delay ?? 0)}s`);
      if (!parsed.ok) throw new Error(parsed.message);
      tasks.addNode(id, { ...server, id, kind: 'boot', tracked: false, duration: parsed.duration });
      const span = server.span;
      tasks.addDirectedEdge(name, id, {
        reasons: [{ kind: 'hosted-on', via: 'signals', span, value: null, when: null }],
      });
      signals.push(signalOf(signal, { sender: id, span }));
    });
  }
  return { ...deployment, tasks, signals };
}

function signalOf(signal: Json, { sender, span }: Pick<Signal, 'sender' | 'span'>): Signal {
  const details = (signal.details ?? {}) as { readonly id?: unknown; readonly status?: 'SUCCESS' | 'FAILURE' };
  const handle = (signal.handle as { get_resource?: string } | undefined)?.get_resource ?? String(signal.name);
  const id = details.id === undefined ? null : String(details.id);
  const status = details.status ?? 'SUCCESS';
  return { handle, sender, id, status, at: 'end', optional: false, multiplicity: 1, when: null, span };
}
