import { load } from '../../load/index.ts';
import type { Deployment } from '../../model/deployment.ts';
import { compareFineOrder, type OrderDifference } from '../../model/fine-order.ts';
import {
  type Conversion,
  writeCloudFormation,
  writeDot,
  writeGraphml,
  writeHeat,
  writeMermaid,
  writeNative,
  writeTaskflow,
} from '../../write/index.ts';
import type { Command } from '../command.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { openTemplate, templateOptions } from '../options/template-options.ts';
import { isRejected, sayRejection } from '../rejection.ts';
import type { Terminal } from '../terminal.ts';
import { writeWhole } from '../write-file.ts';

const ENGINES = {
  native: writeNative,
  heat: writeHeat,
  cloudformation: writeCloudFormation,
  taskflow: writeTaskflow,
} as const;
const DRAWINGS = { dot: writeDot, mermaid: writeMermaid, graphml: writeGraphml } as const;
const TARGETS = [...Object.keys(ENGINES), ...Object.keys(DRAWINGS)];

/** `makespan convert FILE --to heat` */
export const convert: Command = {
  description:
    'Writes the deployment in another format, and says what that format cannot say. The result is loaded again and its ' +
    'fine order compared; a format that cannot keep the order gets no file.',
  options: {
    to: { describe: `${TARGETS.join(', ')}`, requiresArg: true, group: 'Output:' },
    output: { alias: 'o', describe: 'Write to this file', requiresArg: true, group: 'Output:' },
    ...templateOptions,
  },
  examples: [
    ['convert seed.yaml --to heat -o seed.hot.yaml', 'a template that Heat enforces component by component'],
    ['convert seed.yaml --to cloudformation -o seed.cfn.yaml', 'the same for CloudFormation, through State Manager'],
    ['convert seed.yaml --to taskflow -o seed.py', 'a Python module that runs the same order'],
    ['convert stack.hot.yaml --to native', 'what the tool understood, to edit by hand'],
  ],
  run: async (given, terminal) => {
    const target = given.choice('to', TARGETS, '');
    const output = given.text('output');
    const file = given.text('file') ?? '';
    const loaded = await openTemplate(file, given);
    if (isRejected(loaded)) {
      sayRejection(loaded, file, terminal);
      return exitCode.findings;
    }
    const put = (text: string): void => (output === null ? terminal.print(text) : writeWhole(output, text));
    if (target in DRAWINGS) {
      put(DRAWINGS[target as keyof typeof DRAWINGS](loaded.deployment));
      return exitCode.fine;
    }
    const engine = target as keyof typeof ENGINES;
    return convertTo(engine, loaded.deployment, { put, terminal });
  },
};

function convertTo(
  target: keyof typeof ENGINES,
  deployment: Deployment,
  { put, terminal }: { readonly put: (text: string) => void; readonly terminal: Terminal },
): ExitCode {
  const conversion = ENGINES[target](deployment);
  if (conversion.text === null) {
    terminal.problem(`nothing was written, because ${target} cannot say this:`);
    for (const refusal of conversion.refusals) terminal.problem(`  ${refusal}`);
    return exitCode.findings;
  }
  const difference = reloadedDifference(deployment, conversion, target);
  put(conversion.text);
  for (const loss of conversion.losses) terminal.problem(`not kept: ${loss}`);
  for (const sentence of difference) terminal.problem(`different: ${sentence}`);
  return difference.length > 0 ? exitCode.findings : exitCode.fine;
}

function reloadedDifference(deployment: Deployment, conversion: Conversion, format: string): readonly string[] {
  const again = load('converted', conversion.reloaded ?? conversion.text ?? '', { format });
  const faults = again.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  return [...faults, ...differenceText(compareFineOrder(deployment, again.deployment, conversion.names))];
}

function differenceText({ lost, added, missing, isCompared }: OrderDifference): readonly string[] {
  return [
    ...(isCompared ? [] : ['the deployment is too large to compare']),
    ...missing.map((id) => `'${id}' is missing`),
    ...lost.map(([from, to]) => `'${to}' no longer comes after '${from}'`),
    ...added.map(([from, to]) => `'${to}' now comes after '${from}'`),
  ];
}
