/**
 * What scripts and conformance tests need to run the waiting cases: knows the data's field names; the engine must not.
 */
export { differences, emptyTally, formatTally } from './compare-verdict.ts';
export { verdictOfCase } from './verdict-of-case.ts';
export { casesOf } from './waiting-case.ts';
