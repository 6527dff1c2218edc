import { cycleOf, runsOf } from '../html/reading.ts';
import { prepareFindings } from '../html/views/findings/prepare.ts';
import { headline } from '../html/views/story/headline.ts';
import type { GranularityDocument, Result } from '../result.ts';
import { trustSentence } from '../words/origin.ts';
import { markdownWords as words } from '../words/page/markdown.ts';
import { formatCount, formatSeconds, formatShare, groupDigits } from '../words/quantity.ts';
import { codeSpan, markdownText } from './escape.ts';
import { mermaidGraph } from './mermaid-graph.ts';

/** A comment is to be read: beyond these the page tells the rest. */
const FINDINGS = 15;
const DRIVERS = 5;

/**
 * A summary for a pull request's comment: what it takes and what is wrong, a table each, and the graph for Mermaid.
 * Text of a template cannot become markup in it. Equal results give equal bytes.
 *
 * @example
 * writeFileSync('summary.md', renderMarkdown(result));
 */
export function renderMarkdown(result: Result): string {
  const { headline: title, support } = headline(result);
  const parts = [
    `### ${markdownText(title, 400)}`,
    codeSpan(result.template.file),
    ...(support === '' ? [] : [markdownText(support, 600)]),
    timesTable(result),
    driversLine(result),
    findingsTable(result),
    `<details><summary>${words.graph}</summary>\n\n${mermaidGraph(result.graph)}\n</details>`,
    `<sub>${markdownText(madeBy(result), 400)}</sub>`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function timesTable({ simulation }: Result): string {
  if (simulation === null) return '';
  const rows = Object.entries(simulation.granularities).map(([name, run]) => [
    markdownText(name),
    ...timeCells(name, run, simulation),
  ]);
  return table(words.times, rows);
}

function timeCells(name: string, run: GranularityDocument, simulation: NonNullable<Result['simulation']>) {
  const cycle = cycleOf(simulation, name);
  if (cycle) return [markdownText(words.cycle([...cycle, cycle[0] ?? ''].join(' → '))), '', ''];
  const makespan = 'cycle' in run ? null : run.makespan;
  if (!makespan) return [words.never, '', ''];
  const { p50, p95, mean, ciLow, ciHigh } = makespan;
  const interval = `${formatSeconds(mean)} (${formatSeconds(ciLow)} – ${formatSeconds(ciHigh)})`;
  return [formatSeconds(p50), formatSeconds(p95), interval];
}

function driversLine({ simulation }: Result): string {
  const critical = runsOf(simulation)[0]?.run.critical ?? [];
  if (critical.length === 0) return '';
  const names = critical
    .slice(0, DRIVERS)
    .map(({ task, index }) => `${markdownText(task, 60)} (${formatShare(index)})`);
  return `${words.drivers}: ${names.join(', ')}.`;
}

function findingsTable(result: Result): string {
  const { findings } = prepareFindings(result);
  if (findings.length === 0) return words.noFindings;
  const rows = findings
    .slice(0, FINDINGS)
    .map(({ severity, confidence, rule, message, place, cost }) => [
      `${words.severities[severity]}, ${confidence}`,
      codeSpan(rule, 60),
      [markdownText(message, 300), ...(cost === '' ? [] : [markdownText(cost)])].join('. '),
      codeSpan(place, 100),
    ]);
  const rest = findings.length - FINDINGS;
  return `${table(words.findings, rows)}${rest > 0 ? `\n\n${words.more(groupDigits(rest))}` : ''}`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** From what the numbers come, and how many durations are guesses. */
function madeBy({ simulation, tool }: Result): string {
  if (simulation === null) return words.madeBy(tool.version, 'not simulated');
  const { replications, engine, seed, timings } = simulation;
  const runs = `${formatCount(replications, 'replication')} of ${engine}, seed ${seed}`;
  return `${words.madeBy(tool.version, runs)}. ${trustSentence(timings)}`;
}
