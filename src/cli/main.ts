#!/usr/bin/env node
import { type CheckBundle, loadScript } from './load-script.ts';
import { plainCheck } from './plain-words.ts';

// The next program in the pipe may stop reading (`| head`): that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// Ctrl-C is left to Node: the work is synchronous, so a handler would run too late. The shell sees 130.
const words = process.argv.slice(2);
const plain = plainCheck(words);
process.exitCode = plain
  ? await loadScript<CheckBundle>('check-bundle').runPlainCheck(plain)
  : await (await import('./command-line.ts')).runCommandLine(words);
