import type { CalibratedTiming, Calibration } from './calibrate.ts';
import { OMISSIONS, type Omission } from './observation.ts';

/**
 * The timing file that `simulate --timings` reads, with what each time rests on. Names are written as JSON strings,
 * which YAML reads as they are.
 */
export function timingFileText(calibration: Calibration): string {
  const { logs, deployments, observations, tasks, types } = calibration;
  const head = [
    `# Written by makespan calibrate: ${counted(observations, 'time')} from ${counted(deployments, 'deployment')}, in`,
    ...logs.map(({ name, format }) => `#   ${quoted(name)} (${format})`),
    ...omissions(calibration).map((text) => `# Left out: ${text}.`),
    ...calibration.notes.map((note) => `# Note: ${note}.`),
  ];
  return [...head, 'calibrated: true', ...section('tasks', tasks), ...section('types', types), ''].join('\n');
}

/** What was left out, by reason: `3 that failed (web, db)`. */
export function omissions({ leftOut }: Pick<Calibration, 'leftOut'>): readonly string[] {
  return (Object.keys(OMISSIONS) as readonly Omission[]).flatMap((why) => {
    const these = leftOut.filter((one) => one.why === why);
    if (these.length === 0) return [];
    const [first] = these;
    const names = [...new Set(these.map(({ task }) => quoted(task)))];
    const more = names.length > 3 ? `, … ${names.length - 3} more` : '';
    return [
      `${these.length} that ${OMISSIONS[why]}: ${names.slice(0, 3).join(', ')}${more}; first at ${quoted(first?.place ?? '')}`,
    ];
  });
}

function section(name: string, timings: readonly CalibratedTiming[]): readonly string[] {
  if (timings.length === 0) return [`${name}: {}`];
  return [
    `${name}:`,
    ...timings.flatMap(({ name: key, duration, samples, deployments, choice }) => [
      `  ${quoted(key)}:`,
      `    duration: ${quoted(duration.expression)}`,
      `    samples: ${samples}`,
      `    deployments: ${deployments}`,
      `    fit: ${quoted(choice.fit)}`,
    ]),
  ];
}

/** JSON text in which nothing acts on a terminal or ends a comment's line. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(ACTING, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const ACTING = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
