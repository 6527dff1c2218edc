import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposedText } from '../src/cli/refine/proposed-edits.ts';
import { load } from '../src/load/index.ts';
import type { Deployment } from '../src/model/deployment.ts';
import { joinRevisions, reviseDeployment } from '../src/model/revised.ts';
import { resolveTimings } from '../src/model/timing/resolve-timings.ts';
import type { Proposal } from '../src/study/refine/proposal.ts';
import { type Refinement, refine } from '../src/study/refine/refine.ts';
import {
  type CoarseTemplate,
  coarseTemplates,
  heatText,
  nativeText,
} from '../src/study/refine/testing/coarse-templates.ts';
import { everySchedule, longestWay } from '../src/study/refine/testing/every-schedule.ts';

const FORMATS = { native: nativeText, heat: heatText } as const;

function deploymentOf(text: string): Deployment {
  const { deployment, diagnostics } = load('t.yaml', text);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return deployment;
}

function refined(deployment: Deployment): Refinement {
  return refine(deployment, { timings: resolveTimings(deployment), engine: 'ideal', replications: 2 });
}

/** The pairs of components and machines in order in every schedule; milestones aside. */
function orderOf(deployment: Deployment): readonly string[] {
  const isWork = (id: string): boolean => deployment.tasks.getNodeAttribute(id, 'kind') !== 'milestone';
  return [...everySchedule(deployment).ordered].filter((pair) => pair.split(' ').every(isWork)).sort();
}

/** Every schedule of the changed deployment gets to its end, and keeps each order that a value or a machine carries. */
function checkSound(before: Deployment, changed: Deployment): void {
  const { ordered, canStop } = everySchedule(changed);
  expect(canStop).toBe(false);
  before.tasks.forEachDirectedEdge((_edge, { reasons }, from, to) => {
    if (!reasons.some(({ kind }) => kind === 'value' || kind === 'hosted-on')) return;
    expect(ordered.has(`${from} ${to}`)).toBe(true);
  });
}

describe.each(['native', 'heat'] as const)('coarse templates made from fine ones (%s)', (format) => {
  const textOf = (template: CoarseTemplate, isCoarse: boolean): string => FORMATS[format](template, isCoarse);

  it('each proposal keeps every value-carrying order in every schedule, and no schedule stops', () => {
    fc.assert(
      fc.property(coarseTemplates(3), (template) => {
        const coarse = deploymentOf(textOf(template, true));
        const stopped = everySchedule(coarse).canStop;
        for (const { revision, freed, action } of refined(coarse).proposals) {
          const changed = reviseDeployment(coarse, revision);
          checkSound(coarse, changed);
          if (stopped || revision.removedTasks.length > 0) continue;
          const [was, is] = [orderOf(coarse), new Set(orderOf(changed))];
          const lost = was.filter((pair) => !is.has(pair));
          expect(freed?.count).toBe(lost.length);
          const kindOf = (pair: string): string => coarse.tasks.getNodeAttribute(pair.split(' ')[1], 'kind');
          if (action === 'order-components') expect(lost.filter((pair) => kindOf(pair) !== 'server')).toEqual([]);
          if (action === 'remove-implied' || action === 'track-sender') expect(lost).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('what is recommended is sound together too, and never slower', () => {
    fc.assert(
      fc.property(coarseTemplates(3), (template) => {
        const coarse = deploymentOf(textOf(template, true));
        const { proposals, together } = refined(coarse);
        const chosen = proposals.filter(({ isRecommended }) => isRecommended);
        fc.pre(chosen.length > 0);
        const changed = reviseDeployment(coarse, joinRevisions(chosen.map(({ revision }) => revision)));
        checkSound(coarse, changed);
        const [before, after] = [longestWay(coarse), longestWay(changed)];
        expect(together === null).toBe(chosen.length < 2);
        if (before === null) return;
        expect(after).toBeLessThanOrEqual(before);
        if (together !== null) expect(together.gain?.mean).toBeCloseTo(before - after!, 6);
      }),
      { numRuns: 40 },
    );
  });

  it('what is recommended recovers the fine template where a value explains each whole order', () => {
    fc.assert(
      fc.property(coarseTemplates(2), (template) => {
        fc.pre(
          template.wholes.every(({ from, to }) =>
            template.values.some((value) => value.from[0] === from && value.to[0] === to),
          ),
        );
        const [coarse, fine] = [deploymentOf(textOf(template, true)), deploymentOf(textOf(template, false))];
        const { proposals } = refined(coarse);
        const isCircle = longestWay(coarse) === null;
        const isDropped = ({ action }: Proposal): boolean => action === 'rely-on-values' || action === 'remove-implied';
        const chosen = isCircle ? proposals.slice(0, 1) : proposals.filter(isDropped);
        expect(chosen.flatMap(({ revision }) => revision.dropped).length).toBe(template.wholes.length);
        // In HOT a line names the last component: where no value comes from that one, a person has to say.
        const isNamed =
          format === 'native' ||
          template.wholes.every((whole) =>
            template.values.some(
              (value) => value.from[1] === 1 && value.from[0] === whole.from && value.to[0] === whole.to,
            ),
          );
        if (isCircle) expect(chosen[0]).toMatchObject({ mends: true, isRecommended: isNamed });
        if (isNamed) expect(chosen.every(({ confidence }) => confidence !== 'possible')).toBe(true);
        else
          expect(
            chosen.some(({ action, confidence }) => action === 'rely-on-values' && confidence === 'likely' && isCircle),
          ).toBe(false);
        const finer = reviseDeployment(coarse, joinRevisions(chosen.map(({ revision }) => revision)));
        expect(orderOf(finer)).toEqual(orderOf(fine));
        expect(longestWay(finer)).toBe(longestWay(fine));
      }),
      { numRuns: 40 },
    );
  });

  it('the gain is the difference of the longest ways', () => {
    fc.assert(
      fc.property(coarseTemplates(3), (template) => {
        const coarse = deploymentOf(textOf(template, true));
        const before = longestWay(coarse);
        for (const { gain, mends, revision } of refined(coarse).proposals) {
          const after = longestWay(reviseDeployment(coarse, revision));
          expect(mends).toBe(before === null && after !== null);
          if (before !== null && after !== null) expect(gain?.mean).toBeCloseTo(before - after, 6);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('each edit says what its proposal promised, and leaves every other line as it was', async () => {
    await fc.assert(
      fc.asyncProperty(coarseTemplates(3), async (template) => {
        const text = textOf(template, true);
        const loaded = load('t.yaml', text);
        const read = async (written: string): Promise<typeof loaded> => load('t.yaml', written);
        for (const { revision, action, byHand } of refined(loaded.deployment).proposals) {
          const written = await proposedText({ file: 't.yaml', text, loaded, read }, revision);
          if ('because' in written) {
            expect([action, byHand]).toEqual([expect.anything(), expect.anything()]);
            continue;
          }
          const again = deploymentOf(written.text);
          expect(orderOf(again)).toEqual(orderOf(reviseDeployment(loaded.deployment, revision)));
          const fresh = new Set(written.text.split('\n'));
          const gone = text.split('\n').filter((line) => !fresh.has(line));
          expect(gone.filter((line) => !/after|depends_on|- h\d|#|wait|told|gate|handles|tasks/.test(line))).toEqual(
            [],
          );
        }
      }),
      { numRuns: 30 },
    );
  });
});
