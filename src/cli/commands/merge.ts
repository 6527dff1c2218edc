import { simulationDocument } from '../../report/documents/simulation-document.ts';
import { studyDocument } from '../../report/documents/study-document.ts';
import { joinComparisonParts } from '../../study/comparison-in-progress.ts';
import { joinStudyParts } from '../../study/study-in-progress.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { Misuse } from '../misuse.ts';
import { differenceOf, type PartFile, progressOf, readPart } from '../parts/part-file.ts';
import { timingsFromPart } from '../parts/part-timings.ts';
import { isFineCyclic } from '../simulate-template.ts';
import { printSimulation } from './simulate.ts';
import { printStudy } from './study.ts';

/** `makespan merge PARTS…` */
export const merge: Command = {
  description:
    'Joins the parts that simulate or study wrote with --shard, in whatever order they are named: the same bytes as of ' +
    'a run in one piece.',
  options: {
    trace: { describe: 'Add one schedule, as simulate --trace does', type: 'boolean', group: 'Output:' },
    format: { alias: 'f', describe: 'text (default), json, or csv of a study', requiresArg: true, group: 'Output:' },
  },
  examples: [
    ['merge part-*.json --format json', 'the document of the whole run'],
    ['merge p1.json p2.json p3.json', 'as text'],
  ],
  run: async (given, terminal) => {
    const format = given.choice('format', ['text', 'json', 'csv'], 'text');
    const parts = inOrder(given.texts('parts').map((path) => ({ path, part: readPart(path) })));
    const [first] = parts as [PartFile];
    if (first.command === 'simulate') {
      if (format === 'csv') throw new Misuse('--format csv is for a study; these are parts of a simulation');
      const bodies = parts.flatMap((part) => (part.command === 'simulate' ? [part.body] : []));
      const outcome = joinComparisonParts(bodies, timingsFromPart(first.timings));
      const trace = given.flag('trace');
      const document = simulationDocument(outcome, { trace });
      printSimulation(document, { format, trace }, terminal);
      return isFineCyclic(document) ? exitCode.findings : exitCode.fine;
    }
    const bodies = parts.flatMap((part) => (part.command === 'study' ? [part.body] : []));
    printStudy(studyDocument(joinStudyParts(bodies)), format, terminal);
    return exitCode.fine;
  },
};

interface Named {
  readonly path: string;
  readonly part: PartFile;
}

/** @throws Misuse when parts do not go together, or one is missing, there twice, or not finished */
function inOrder(named: readonly Named[]): readonly PartFile[] {
  const [first] = named;
  if (!first) throw new Misuse('nothing to merge: name the parts');
  const byShard = new Map<number, Named>();
  for (const one of named) {
    const difference = differenceOf(first.part, one.part);
    if (difference !== null) throw new Misuse(`${first.path} and ${one.path} do not go together: ${difference}`);
    const { index, of } = one.part.shard;
    const twin = byShard.get(index);
    if (twin) throw new Misuse(`${twin.path} and ${one.path} are both shard ${index}/${of}`);
    const { done, all } = progressOf(one.part);
    if (done < all) {
      throw new Misuse(`${one.path} is not finished (${done} of ${all} replications): go on with --resume ${one.path}`);
    }
    byShard.set(index, one);
  }
  const { of } = first.part.shard;
  const all = Array.from({ length: of }, (_, at) => at + 1);
  const missing = all.filter((index) => !byShard.has(index));
  if (missing.length > 0) {
    const names = missing.slice(0, 10).map((index) => `${index}/${of}`);
    const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
    throw new Misuse(`${missing.length === 1 ? 'a shard is' : 'shards are'} missing: ${names.join(', ')}${more}`);
  }
  return all.map((index) => (byShard.get(index) as Named).part);
}
