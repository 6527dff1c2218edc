import type { LoadResult } from '../../load/load.ts';
import { type GraphView, graphDocument } from '../../report/documents/graph-document.ts';
import { graphText } from '../../report/text/graph-text.ts';
import { writeDot, writeGraphml, writeMermaid } from '../../write/index.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { openTemplate, templateOptions } from '../options/template-options.ts';
import { isRejected, sayRejection } from '../rejection.ts';
import type { Terminal } from '../terminal.ts';
import { writeWhole } from '../write-file.ts';

const FORMATS = ['text', 'json', 'dot', 'mermaid', 'graphml'] as const;

/** `makespan graph FILE` */
export const graph: Command = {
  description:
    'Prints what comes after what, and why. The fine view has every task; the engine view has one per resource.',
  options: {
    view: { describe: 'fine (default) or engine', requiresArg: true, group: 'Output:' },
    format: {
      alias: 'f',
      describe: 'text (default), json, dot, mermaid or graphml',
      requiresArg: true,
      group: 'Output:',
    },
    output: { alias: 'o', describe: 'Write to this file', requiresArg: true, group: 'Output:' },
    ...templateOptions,
  },
  examples: [
    ['graph vm.yaml', 'tasks by host, each with what it comes after'],
    ['graph vm.yaml --format dot | dot -Tsvg > vm.svg', 'drawn by Graphviz'],
    ['graph vm.yaml --view engine --format json', 'as the orchestrator sees it, for other programs'],
  ],
  run: async (given, terminal) => {
    const view = given.choice('view', ['fine', 'engine'], 'fine');
    const format = given.choice('format', FORMATS, 'text');
    const output = given.text('output');
    const file = given.text('file') ?? '';
    const loaded = await openTemplate(file, given);
    if (isRejected(loaded)) sayRejection(loaded, file, terminal);
    const text = graphIn(format, loaded, view, output === null ? terminal : null);
    if (output === null) terminal.print(text);
    else writeWhole(output, text);
    return isRejected(loaded) ? exitCode.findings : exitCode.fine;
  },
};

function graphIn(
  format: (typeof FORMATS)[number],
  { deployment, diagnostics }: LoadResult,
  view: GraphView,
  terminal: Terminal | null,
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(graphDocument(deployment, diagnostics, view), null, 2)}\n`;
    case 'text':
      return graphText(graphDocument(deployment, diagnostics, view), terminal ? { palette: terminal.outPalette } : {});
    case 'dot':
      return writeDot(deployment, { view });
    case 'mermaid':
      return writeMermaid(deployment, { view });
    case 'graphml':
      return writeGraphml(deployment, { view });
  }
}
