import type { Facts } from '../../analyze/facts.ts';
import type { Finding } from '../../analyze/finding.ts';
import { type AnalyzeOptions, analyze } from '../../analyze/index.ts';
import type { Answer } from '../../analyze/waiting/index.ts';
import { studyWaits } from '../../analyze/waiting/study.ts';
import type { Deployment, ReasonKind } from '../../model/deployment.ts';
import { isUnknown } from '../../model/unknown.ts';
import type { Changed } from './changed.ts';
import type { Proof } from './proposal.ts';

/** Orders that are there because something passes: none of them may get lost. */
const CARRYING: ReadonlySet<ReasonKind> = new Set(['value', 'reference', 'hosted-on']);

/** Worse to the right: what is proved to work may not become doubtful, nor what is doubtful proved not to. */
const ANSWERS: readonly Answer[] = ['always', 'undecided', 'sometimes', 'never'];

export type Proved = { readonly proof: Proof } | { readonly because: readonly string[] };

/** What is known of a deployment before anything is changed: computed once, compared with each change. */
export class Baseline {
  readonly deployment: Deployment;
  readonly #options: AnalyzeOptions;
  readonly #findings: ReadonlyMap<string, Finding>;
  readonly #waits: ReadonlyMap<string, Answer>;

  constructor({ deployment }: Facts, options: AnalyzeOptions = {}) {
    this.deployment = deployment;
    this.#options = options;
    this.#findings = new Map(analyze(deployment, options).map((finding) => [findingKey(finding), finding]));
    this.#waits = waitAnswers(deployment);
  }

  /**
   * Whether a changed deployment keeps every order that something rides on, has no finding of a fault, a deadlock or a
   * race that was not there, and no wait whose verdict is worse. All of it is computed again, on the changed one.
   */
  check({ deployment: changed, order }: Changed): Proved {
    const carried = carriedOrders(this.deployment, { deployment: changed, order });
    const findings = new Map(analyze(changed, this.#options).map((finding) => [findingKey(finding), finding]));
    const fresh = [...findings.values()].filter((finding) => this.#isWorse(finding));
    const waits = this.#worseWaits(changed);
    const because = [
      ...carried.lost,
      ...fresh.map(({ rule, confidence, message }) => `${rule} (${confidence}): ${message}`),
      ...waits,
    ];
    if (because.length > 0) return { because };
    const gone = [...this.#findings].filter(([key, { severity }]) => severity !== 'info' && !findings.has(key));
    return {
      proof: {
        carriedOrders: carried.count,
        waits: changed.waits.size,
        gone: gone.map(([, finding]) => finding),
      },
    };
  }

  #isWorse(finding: Finding): boolean {
    if (finding.severity === 'info') return false;
    const known = this.#findings.get(findingKey(finding));
    return known === undefined || sureness(finding) > sureness(known);
  }

  #worseWaits(changed: Deployment): readonly string[] {
    return [...waitAnswers(changed)].flatMap(([task, answer]) => {
      const before = this.#waits.get(task) ?? 'always';
      if (ANSWERS.indexOf(answer) <= ANSWERS.indexOf(before)) return [];
      return [`'${task}' would be satisfied ${answer}, and is satisfied ${before} today`];
    });
  }
}

function sureness({ confidence }: Finding): number {
  return ['possible', 'likely', 'proved'].indexOf(confidence);
}

/** The same fault at the same place: the change leaves every place where it is. */
export function findingKey({ rule, severity, span }: Finding): string {
  return JSON.stringify([rule, severity, span?.file, span?.line, span?.column]);
}

function waitAnswers(deployment: Deployment): ReadonlyMap<string, Answer> {
  return new Map(studyWaits(deployment).map(({ wait, answer }) => [wait.task, answer]));
}

/** Each order that something rides on, between tasks that both have; and those that the second does not have. */
function carriedOrders(
  before: Deployment,
  { deployment: after, order }: Changed,
): { readonly count: number; readonly lost: readonly string[] } {
  let count = 0;
  const lost: string[] = [];
  before.tasks.forEachDirectedEdge((_edge, { reasons }, from, to) => {
    const reason = reasons.find(({ kind }) => CARRYING.has(kind));
    if (reason === undefined || !after.tasks.hasNode(from) || !after.tasks.hasNode(to)) return;
    count += 1;
    const isKept = order?.isBefore(from, to) ?? after.tasks.hasDirectedEdge(from, to);
    if (!isKept) lost.push(`'${to}' would no longer come after '${from}', which gives it ${what(reason.value)}`);
  });
  return { count, lost: [...lost, ...lostReaders(before, after)] };
}

function what(value: { readonly provided: string } | null): string {
  return value === null ? 'what it refers to' : `'${value.provided}'`;
}

/** Who takes a value from a wait that goes would have nobody to take it from. */
function lostReaders(before: Deployment, after: Deployment): readonly string[] {
  return [...before.waits.values()].flatMap(({ task, handle }) => {
    if (after.tasks.hasNode(task) || isUnknown(handle)) return [];
    return before.tasks
      .filterOutNeighbors(task, (id) => after.tasks.hasNode(id))
      .filter((id) => !before.signals.some(({ sender, handle: to }) => to === handle && isBefore(after, sender, id)))
      .map((id) => `'${id}' would no longer come after what '${task}' waits for`);
  });
}

function isBefore(deployment: Deployment, first: string, second: string): boolean {
  return deployment.tasks.hasNode(first) && deployment.tasks.hasDirectedEdge(first, second);
}
