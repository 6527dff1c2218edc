/**
 * A deployment in another format. Knows the model and the formats; knows neither rules nor runs, and gives text,
 * never a file.
 */
export { writeDot } from './dot.ts';
export type { GraphView, WriteOptions } from './drawing.ts';
export { writeGraphml } from './graphml.ts';
export { writeMermaid } from './mermaid.ts';
