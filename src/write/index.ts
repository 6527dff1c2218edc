/**
 * A deployment in another format. Knows the model and the formats; knows neither rules nor runs, and gives text,
 * never a file.
 */
export { writeCloudFormation } from './cloudformation.ts';
export type { Conversion } from './conversion.ts';
export { writeDot } from './dot.ts';
export type { GraphView, WriteOptions } from './drawing.ts';
export { writeGraphml } from './graphml.ts';
export { writeHeat } from './heat.ts';
export { writeMermaid } from './mermaid.ts';
export { writeNative } from './native.ts';
export { writeTaskflow } from './taskflow.ts';
