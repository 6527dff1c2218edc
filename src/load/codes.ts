import type { DiagnosticCode } from '../model/diagnostic.ts';
import { cloudFormationCodes } from './cloudformation/codes.ts';
import { documentCodes } from './document/codes.ts';
import { graphCodes } from './graph/codes.ts';
import { heatCodes } from './heat/codes.ts';
import { nativeCodes } from './native/codes.ts';
import { recognitionCodes } from './recognition-codes.ts';
import { taskflowCodes } from './taskflow/codes.ts';

/** Every code that loading may report; `makespan explain` prints them. One line a front-end. */
export const diagnosticCodes: readonly DiagnosticCode[] = [
  ...recognitionCodes,
  ...documentCodes,
  ...nativeCodes,
  ...heatCodes,
  ...cloudFormationCodes,
  ...taskflowCodes,
  ...graphCodes,
];
