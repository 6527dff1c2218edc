import type { Log } from './log.ts';
import type { LogReading } from './observation.ts';

/** One kind of log: a file in `formats/`, and one line in `formats/index.ts`. */
export interface LogFormat {
  /** Shown in messages: `openstack stack event list -f json`. */
  readonly title: string;
  /** Whether this log is of that kind, by its content. */
  readonly recognise: (log: Log) => boolean;
  /**
   * All logs of this kind together, since one may say what another needs: pages of one list, or the types of resources.
   * @throws LogFault for what cannot be read, with its place
   */
  readonly read: (logs: readonly Log[]) => LogReading;
}
