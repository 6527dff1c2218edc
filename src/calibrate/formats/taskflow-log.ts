import { type Instant, readInstant, secondsBetween } from '../instant.ts';
import { type Log, LogFault } from '../log.ts';
import type { LogFormat } from '../log-format.ts';
import type { LeftOut, LogReading, Observation } from '../observation.ts';

/**
 * Lines of TaskFlow's listeners in a log of Python's, which must have times: those of the logging, dynamic logging and
 * printing listeners (a start and an end by the atom's uuid, which no two runs share), or of PrintingDurationListener,
 * which states durations.
 * Source: taskflow/listeners/{base,logging,timing}.py of TaskFlow 5.0.0.
 */
export const taskflowLog: LogFormat = {
  title: "a log of TaskFlow's listeners",
  recognise: ({ text, json }) => json === undefined && LINES.some((line) => new RegExp(line.source, 'm').test(text)),
  read: (logs) => {
    const readings = logs.map(readLines);
    return {
      observations: readings.flatMap(({ observations }) => observations),
      leftOut: readings.flatMap(({ leftOut }) => leftOut),
      notes: [],
    };
  },
};

// Names and ids are bounded, so that no line costs more than its length.
const MOVED =
  /\b[Tt]ask '(?<task>.{1,300}?)' \((?<uuid>[^()\s]{0,80})\) (?:transitioned )?into state '(?<state>[A-Z_]+)' from state '[A-Z_]*'/;
const TOOK = /\bIt took task '(?<task>.{1,300})' (?<seconds>-?\d+(?:\.\d+)?) seconds to finish\./;
const FLOW_RUNS = /\b[Ff]low '(?<flow>.{1,300}?)' \((?<uuid>[^()\s]{0,80})\) (?:transitioned )?into state 'RUNNING'/;
const LINES = [MOVED, TOOK];

/** Where a line says when it was written: at its start, or after a bracket or level. */
const TIME_IN_LINE = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/;

interface Start {
  readonly task: string;
  readonly at: Instant;
  readonly place: string;
}

class Run {
  readonly observations: Observation[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly #open = new Map<string, Start>();
  readonly #file: string;
  #deployment = '';
  #runs = 0;
  readonly #times = new Map<string, number>();

  constructor(file: string) {
    this.#file = file;
  }

  flow(uuid: string): void {
    this.#runs += 1;
    this.#deployment = `${this.#file}#${uuid}#${this.#runs}`;
  }

  moved(uuid: string, state: string, { task, at, place }: Start): void {
    const key = `${task} ${uuid}`;
    if (state === 'RUNNING') this.#open.set(key, { task, at, place });
    const start = this.#open.get(key);
    if (state === 'FAILURE') this.leftOut.push({ task, why: 'failed', place });
    if (state === 'SUCCESS' && !start) this.leftOut.push({ task, why: 'unstarted', place });
    if (state === 'SUCCESS' && start) {
      const resolution = Math.max(start.at.resolutionSeconds, at.resolutionSeconds);
      this.observe(task, { seconds: secondsBetween(start.at, at), resolution, place });
    }
    if (state === 'SUCCESS' || state === 'FAILURE') this.#open.delete(key);
  }

  observe(task: string, measured: { seconds: number; resolution: number; place: string }): void {
    const { seconds, resolution: resolutionSeconds, place } = measured;
    if (seconds < 0) this.leftOut.push({ task, why: 'backwards', place });
    else this.observations.push({ deployment: this.#deploymentOf(task), task, type: null, seconds, resolutionSeconds });
  }

  finish(): LogReading {
    for (const { task, place } of this.#open.values()) this.leftOut.push({ task, why: 'unfinished', place });
    return { observations: this.observations, leftOut: this.leftOut, notes: [] };
  }

  /** A log that does not speak of its flow: each further time of a task is a further run. */
  #deploymentOf(task: string): string {
    if (this.#deployment !== '') return this.#deployment;
    const time = (this.#times.get(task) ?? 0) + 1;
    this.#times.set(task, time);
    return `${this.#file}#${time}`;
  }
}

function readLines({ name, text }: Log): LogReading {
  const run = new Run(name);
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const place = `${name}:${index + 1}`;
    const flow = FLOW_RUNS.exec(line)?.groups;
    if (flow) run.flow(flow.uuid ?? '');
    const moved = MOVED.exec(line);
    if (moved) {
      const { task = '', uuid = '', state = '' } = moved.groups ?? {};
      run.moved(uuid, state, { task, at: timeOf(line, moved.index, place), place });
    }
    const took = TOOK.exec(line)?.groups;
    if (took) run.observe(took.task ?? '', { seconds: Number(took.seconds), resolution: 0.01, place });
  }
  return run.finish();
}

/** The time before the message: a task's result may hold others. */
function timeOf(line: string, messageStart: number, place: string): Instant {
  const found = TIME_IN_LINE.exec(line.slice(0, messageStart));
  const at = found ? readInstant(line, found.index) : null;
  if (at) return at;
  throw new LogFault(
    `${place}:1: expected a time such as 2026-06-01 10:17:41,522 before the message (%(asctime)s in the format of the logging), found none`,
  );
}
