import type { GraphDocument } from '../result.ts';
import { markdownWords as words } from '../words/page/markdown.ts';
import { formatCount } from '../words/quantity.ts';
import { mermaidText } from './escape.ts';

/** GitHub draws no more than some hundreds of arrows, and nobody reads as many in a comment. */
const MOST_BOXES = 60;
const MOST_ARROWS = 150;

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly dotted: boolean;
}

interface Sketch {
  readonly boxes: readonly { readonly id: string; readonly group: string | null }[];
  readonly arrows: readonly Arrow[];
}

/** The graph as a Mermaid block: its tasks, or its hosts where those are too many; a sentence where both are. */
export function mermaidGraph(graph: GraphDocument): string {
  const tasks = taskSketch(graph);
  if (fits(tasks)) return block(tasks);
  const hosts = groupSketch(graph, tasks);
  if (!fits(hosts)) return `${words.farTooLarge(formatCount(hosts.boxes.length, 'group'))}\n`;
  return `${words.tooLarge(formatCount(tasks.boxes.length, 'task'))}\n\n${block(hosts)}`;
}

function fits({ boxes, arrows }: Sketch): boolean {
  return boxes.length <= MOST_BOXES && arrows.length <= MOST_ARROWS;
}

function taskSketch({ tasks, dependencies, groups, handles }: GraphDocument): Sketch {
  const hosts = new Set(groups.filter(({ kind }) => kind === 'host').map(({ id }) => id));
  return {
    boxes: tasks.map(({ id, group }) => ({ id, group: hosts.has(group) ? group : null })),
    arrows: [
      ...dependencies.map(({ prerequisite, dependent, reasons }) => ({
        from: prerequisite,
        to: dependent,
        label: reasons.flatMap(({ value }) => (value ? [value.provided] : []))[0] ?? '',
        dotted: false,
      })),
      ...handles.flatMap(({ id, signals, waits }) =>
        waits.flatMap(({ task }) => signals.map(({ sender }) => ({ from: sender, to: task, label: id, dotted: true }))),
      ),
    ],
  };
}

/** Each group as one box, each pair of groups one arrow. */
function groupSketch({ tasks }: GraphDocument, { arrows }: Sketch): Sketch {
  const groupOf = new Map(tasks.map(({ id, group }) => [id, group]));
  const merged = new Map<string, Arrow>();
  for (const { from, to, dotted } of arrows) {
    const [a, b] = [groupOf.get(from) ?? from, groupOf.get(to) ?? to];
    if (a !== b) merged.set(JSON.stringify([a, b, dotted]), { from: a, to: b, label: '', dotted });
  }
  return { boxes: [...new Set(groupOf.values())].map((id) => ({ id, group: null })), arrows: [...merged.values()] };
}

/** Names appear in labels only; boxes are numbered, so that no name can be a keyword or end a line. */
function block({ boxes, arrows }: Sketch): string {
  const numbers = new Map(boxes.map(({ id }, index) => [id, `n${index}`]));
  const groups = [...new Set(boxes.flatMap(({ group }) => (group === null ? [] : [group])))];
  const box = ({ id, group }: Sketch['boxes'][number], indent: string): string => {
    const short = group !== null && id.startsWith(`${group}.`) ? id.slice(group.length + 1) : id;
    return `${indent}${numbers.get(id)}["${mermaidText(short)}"]`;
  };
  const lines = [
    '```mermaid',
    'flowchart LR',
    ...boxes.filter(({ group }) => group === null).map((one) => box(one, '  ')),
    ...groups.flatMap((group, index) => [
      `  subgraph g${index}["${mermaidText(group)}"]`,
      ...boxes.filter((one) => one.group === group).map((one) => box(one, '    ')),
      '  end',
    ]),
    ...arrows.flatMap(({ from, to, label, dotted }) => {
      const [a, b] = [numbers.get(from), numbers.get(to)];
      const arrow = dotted ? '-.->' : '-->';
      return a && b ? [`  ${a} ${arrow}${label === '' ? '' : `|"${mermaidText(label, 30)}"|`} ${b}`] : [];
    }),
    '```',
  ];
  return `${lines.join('\n')}\n`;
}
