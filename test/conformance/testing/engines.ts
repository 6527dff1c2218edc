import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../source-files.ts';

/** Debian's Python, where `python3-taskflow` and `python3-heat` are installed; elsewhere the tests are skipped. */
const PYTHON = '/usr/bin/python3';

export const hasTaskflow = isImportable('taskflow.engines');
const HEAT_ORACLE = join(process.env.MAKESPAN_ORACLES ?? join(projectRoot, '../shared/oracles'), 'heat/oracle.py');
export const hasHeat = existsSync(HEAT_ORACLE) && isImportable('heat.engine.stack');

function isImportable(module: string): boolean {
  return spawnSync(PYTHON, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;
}

/** Start and end of each task, in the time of the model: the module runs a hundred times as fast. */
export function runModule(text: string): ReadonlyMap<string, readonly [number, number]> {
  const out = inFolder(text, 'flow.py', (file) => python([file], { MAKESPAN_SCALE: '0.01' }));
  return new Map(Object.entries(JSON.parse(out).tasks as Record<string, [number, number]>));
}

/** What the exporter writes of a module's `build()`, or of the flow that it catches before a task runs. */
export function exportModule(text: string, how: 'build' | '--capture'): string {
  const exporter = join(projectRoot, 'integrations/taskflow/export_flow.py');
  return inFolder(text, 'flow.py', (file) => python([exporter, file, how]));
}

export interface FlowOutcome {
  readonly error?: string;
  readonly message?: string;
  readonly edges?: readonly string[];
  readonly bindings?: readonly string[];
}

/** What the real TaskFlow makes of documents of the shape `taskflow/1`. */
export function buildFlows(documents: readonly object[]): readonly FlowOutcome[] {
  const script = join(projectRoot, 'test/conformance/testing/build_flows.py');
  return JSON.parse(python([script], {}, JSON.stringify(documents)));
}

export interface HeatAnswer {
  readonly ok: boolean;
  readonly validate?: { readonly ok: boolean };
  readonly cycle?: string;
  /** Dependent, prerequisite. */
  readonly edges: readonly (readonly [string, string])[];
}

export function askHeat(template: string): HeatAnswer {
  const [answer] = [
    inFolder(template, 'stack.yaml', (file, folder) => {
      const out = join(folder, 'answer.json');
      python([HEAT_ORACLE, '-o', out, file]);
      return readFileSync(out, 'utf8');
    }),
  ].flatMap((text) => JSON.parse(text));
  return answer;
}

/** What Heat's own code says of the values of the resource `tested` in each template: null when it takes them. */
export function judgeValues(templates: readonly string[]): readonly (string | null)[] {
  const script = join(projectRoot, 'test/conformance/testing/judge_values.py');
  const environment = { HEAT_ORACLE: dirname(HEAT_ORACLE), PYTHONHASHSEED: '0' };
  return JSON.parse(python([script], environment, JSON.stringify(templates)));
}

function inFolder<Result>(text: string, name: string, use: (file: string, folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'makespan-'));
  try {
    const file = join(folder, name);
    writeFileSync(file, text);
    return use(file, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function python(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = ''): string {
  const options = { encoding: 'utf8', env: { ...process.env, ...env }, input, maxBuffer: 2 ** 28 } as const;
  const { status, stdout, stderr } = spawnSync(PYTHON, args, options);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}
