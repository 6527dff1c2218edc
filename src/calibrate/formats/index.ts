/** The kinds of logs that are read, told apart by their content. A kind knows its rows, and nothing of fits. */
import type { LogFormat } from '../log-format.ts';
import { cloudformationEvents } from './cloudformation-events.ts';
import { csv } from './csv.ts';
import { heatEvents } from './heat-events.ts';
import { taskflowLog } from './taskflow-log.ts';
import { traceEvents } from './trace-events.ts';

/** One line a format. */
export const logFormats: readonly LogFormat[] = [heatEvents, cloudformationEvents, traceEvents, taskflowLog, csv];
