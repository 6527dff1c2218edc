// AssemblyScript: what the module exports.
export { countCritical, latestEnds, longestPaths } from './lanes';
export { describe } from './network';
export { sample } from './sample';
export { countCriticalSlots, describeSlots, runSlots } from './slots';
export { describeWorkers, runWorkers } from './workers';
