import type { GraphDocument, GraphTask } from '../result.ts';
import { formatCount } from '../words/quantity.ts';
import { shortened } from '../words/visible.ts';
import type { TextOptions } from './check-text.ts';
import { plainPalette } from './palette.ts';

/** A graph for a terminal: tasks by group, each with what it comes after and why. */
export function graphText(document: GraphDocument, options: TextOptions = {}): string {
  const { palette = plainPalette } = options;
  const before = new Map<string, string[]>();
  for (const { prerequisite, dependent, reasons } of document.dependencies) {
    const why = [...new Set(reasons.map(({ kind, value }) => (value ? `value ${name(value.provided)}` : kind)))];
    before.set(dependent, [...(before.get(dependent) ?? []), `${name(prerequisite)} (${why.join(', ')})`]);
  }
  const groups = new Map<string, GraphTask[]>();
  for (const task of document.tasks) groups.set(task.group, [...(groups.get(task.group) ?? []), task]);
  const lines = [...groups].flatMap(([group, tasks]) => {
    const single = tasks.length === 1 && (tasks[0] as GraphTask).id === group;
    const indent = single || group === '' ? '' : '  ';
    const rows = tasks.flatMap((task) => [
      `${indent}${palette.strong(name(task.id))}  ${palette.faint(taskFacts(task))}`,
      ...(before.get(task.id) ?? []).map((text) => `${indent}  after ${text}`),
    ]);
    return indent === '' ? rows : [palette.strong(`${name(group)}:`), ...rows];
  });
  const counts = [
    formatCount(document.tasks.length, 'task'),
    formatCount(document.dependencies.length, 'dependency', 'dependencies'),
    formatCount(document.groups.filter(({ kind }) => kind === 'host').length, 'host'),
  ];
  return `${[...lines, '', `${counts.join(', ')}.`].join('\n')}\n`;
}

function taskFacts({ kind, type, tracked, when }: GraphTask): string {
  const facts = [kind === 'resource' ? name(type) : `${kind} ${name(type)}`];
  if (!tracked) facts.push('not tracked');
  if (when !== undefined) facts.push(`when ${name(when)}`);
  return facts.join(', ');
}

function name(id: string): string {
  return shortened(id, 80);
}
