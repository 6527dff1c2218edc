// Starts what people add most often from a template: `npm run new rule <id>`.
import { runTs } from './run-ts.mjs';

await runTs('scripts/new.ts', process.argv.slice(2));
