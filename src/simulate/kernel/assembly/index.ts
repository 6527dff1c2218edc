// AssemblyScript: what the module exports.
export { countCritical, latestEnds, longestPaths, sample } from './lanes';
export { describe } from './network';
export { countCriticalSlots, describeSlots, runSlots } from './slots';
export { describeWorkers, runWorkers } from './workers';
