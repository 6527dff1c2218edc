/**
 * The typed library: text in, findings, samples and a page out. It reads no file and asks no clock; the caller hands in
 * text, and a `FileSource` where a template names other files.
 */

export type { Evidence, Finding, ScheduleEvent, Step } from './analyze/finding.ts';
export { type AnalyzeOptions, analyze, fromDiagnostics } from './analyze/index.ts';
export {
  type CalibratedTiming,
  type CalibrateOptions,
  type Calibration,
  calibrate,
  timingFileText,
} from './calibrate/index.ts';
export { load } from './load/index.ts';
export type { FileSource, LoadOptions, LoadResult } from './load/load.ts';
export type { Deployment } from './model/deployment.ts';
export type { Confidence, Diagnostic, Related, Severity } from './model/diagnostic.ts';
export type { Duration } from './model/durations/duration.ts';
export { type ParsedDuration, parseDuration } from './model/durations/parse-duration.ts';
export { compareFineOrder, type OrderDifference } from './model/fine-order.ts';
export type { Granularity } from './model/groups.ts';
export { NO_REVISION, type Revision, reviseDeployment } from './model/revised.ts';
export type { Span } from './model/span.ts';
export { resolveTimings } from './model/timing/resolve-timings.ts';
export type { Timing, TimingFile, TimingOptions } from './model/timing/timing.ts';
export { buildResult, type ResultParts } from './report/documents/build-result.ts';
export { checkDocument } from './report/documents/check-document.ts';
export { type GraphView, graphDocument } from './report/documents/graph-document.ts';
export { type SimulationInput, simulationDocument } from './report/documents/simulation-document.ts';
export { studyDocument } from './report/documents/study-document.ts';
export { renderHtml } from './report/html/render-html.ts';
export { renderPictures } from './report/html/render-pictures.ts';
export { renderMarkdown } from './report/markdown/render-markdown.ts';
export type { CheckDocument, GraphDocument, Result, SimulationDocument } from './report/result.ts';
export type { StudyDocument } from './report/study-document.ts';
export { type Rewritten, rewrite } from './rewrite/index.ts';
export { simulate } from './simulate/simulate.ts';
export type {
  CyclicGranularity,
  GranularityRun,
  SampleSummary,
  SimulateOptions,
  TraceEntry,
} from './simulate/simulation.ts';
export type { Precision } from './simulate/statistics/precision.ts';
export { type CompareOptions, type Comparison, compare, type Gain } from './study/compare.ts';
export { type DeploymentDiff, type DiffOptions, diffDeployments } from './study/diff/diff-deployments.ts';
export { readStudy } from './study/file/read-study.ts';
export type { StudyOutcome } from './study/outcome.ts';
export { planStudy, type StudyPlan } from './study/plan-study.ts';
export { type OrderCost, type OrderCosts, orderCosts } from './study/refine/order-costs.ts';
export type { Proposal } from './study/refine/proposal.ts';
export { type Refinement, type RefineOptions, refine } from './study/refine/refine.ts';
export { type RunStudyOptions, runStudy } from './study/run-study.ts';
export { type Changes, type Study, StudyFault, type Sweep, type Target } from './study/study.ts';
export { joinStudyParts, StudyInProgress, type StudyPart } from './study/study-in-progress.ts';
export { type Conversion, writeCloudFormation, writeHeat, writeNative, writeTaskflow } from './write/index.ts';
