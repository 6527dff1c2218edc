#!/usr/bin/env node
import { runCommandLine } from './command-line.ts';

// The next program in the pipe may stop reading (`| head`): that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// Ctrl-C is left to Node: the work is synchronous, so a handler would run too late. The shell sees 130.
process.exitCode = await runCommandLine(process.argv.slice(2));
