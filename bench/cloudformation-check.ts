export { analyze } from '../src/analyze/index.ts';
export { load } from '../src/load/index.ts';
