/**
 * The commands, in the order of the work. Each is loaded when it is called, so that a start costs what it uses.
 * A command knows files and the terminal; it computes nothing that the library does not.
 */
import type { CommandEntry } from '../command.ts';

export const commands: readonly CommandEntry[] = [
  {
    name: 'check',
    takes: '<files..>',
    summary: 'Find what will deadlock, race or be rejected',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'simulate',
    takes: '<file>',
    summary: 'Estimate the makespan at fine and at coarse granularity',
    load: async () => (await import('./simulate.ts')).simulate,
  },
  {
    name: 'study',
    takes: '<file> [study]',
    summary: 'Compare what-ifs: scenarios, sweeps, targets, and what moves the makespan most',
    load: async () => (await import('./study.ts')).study,
  },
  {
    name: 'merge',
    takes: '<parts..>',
    summary: 'Join the parts of a simulation or study that ran in shards',
    load: async () => (await import('./merge.ts')).merge,
  },
  {
    name: 'report',
    takes: '<file>',
    summary: 'Write one self-contained HTML page for a design review',
    load: async () => (await import('./report.ts')).report,
  },
  {
    name: 'graph',
    takes: '<file>',
    summary: 'Print the dependency graph',
    load: async () => (await import('./graph.ts')).graph,
  },
  {
    name: 'convert',
    takes: '<file>',
    summary: 'Write the deployment for another engine, and say what that cannot say',
    load: async () => (await import('./convert.ts')).convert,
  },
  {
    name: 'calibrate',
    takes: '<logs..>',
    summary: 'Fit durations to event logs and write a timing file',
    load: async () => (await import('./calibrate.ts')).calibrate,
  },
  {
    name: 'refine',
    takes: '<file>',
    summary: 'Propose finer dependencies, ranked by what they gain',
    load: async () => (await import('./refine.ts')).refine,
  },
  {
    name: 'diff',
    takes: '<files..>',
    summary: 'Compare two revisions: what broke, what was mended, how the makespan moved',
    load: async () => (await import('./diff.ts')).diff,
  },
  {
    name: 'explain',
    takes: '[rule]',
    summary: 'Say what a rule finds, why it matters, and how to mend it',
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'init',
    takes: '',
    summary: 'Write a configuration, a timing file and a CI job to start from',
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'completion',
    takes: '[shell]',
    summary: 'Print a completion script for bash, zsh or fish',
    load: async () => (await import('./completion.ts')).completionFor(commands),
  },
];
