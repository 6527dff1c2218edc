import type { StudyOutcome } from '../../study/outcome.ts';
import { RESULT_VERSION } from '../result.ts';
import type { StudyDocument } from '../study-document.ts';
import { distributionDocument } from './distribution-document.ts';
import { commonBinWidth } from './simulation-document.ts';

/** What a study found, as plain data. The histograms of all scenarios have bins of one width, so they compare. */
export function studyDocument(outcome: StudyOutcome): StudyDocument {
  const binWidth = commonBinWidth(outcome.scenarios.map(({ samples }) => samples));
  return {
    version: RESULT_VERSION,
    ...outcome,
    scenarios: outcome.scenarios.map(({ samples, ...scenario }) => ({
      ...scenario,
      distribution: distributionDocument(samples, binWidth),
    })),
  };
}
