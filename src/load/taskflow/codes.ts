import type { DiagnosticCode } from '../../model/diagnostic.ts';
import { nativeCodes } from '../native/codes.ts';

/** What TaskFlow itself says when it rejects a flow, and what it does not say but does. */
export const taskflowCodes = [
  {
    code: 'circular-links',
    severity: 'error',
    summary: 'The links of a graph flow close a cycle.',
    why: 'TaskFlow raises DependencyFailure and adds nothing; it does not say which members are on the cycle.',
  },
  {
    code: 'false-cycle-of-flows',
    severity: 'error',
    summary: 'Sub-flows depend on each other in a cycle while their tasks do not.',
    why: 'A sub-flow is a barrier: it starts after all it needs and provides nothing before its end.',
  },
  {
    code: 'ambiguous-provider',
    severity: 'error',
    summary: 'A required symbol has more than one provider when its consumer is added.',
    why: 'TaskFlow raises AmbiguousDependency; rename a symbol, or bind it with `rebind`.',
  },
  {
    code: 'missing-requirement',
    severity: 'error',
    summary: 'A required symbol is provided by nothing that runs before its consumer.',
    why: 'TaskFlow raises MissingDependencies when it validates the flow.',
  },
  {
    code: 'silent-binding',
    severity: 'warning',
    summary: 'A symbol has several providers, and the consumer is bound to one of them without a word.',
    why: 'TaskFlow reports ambiguity only when the consumer is added last; in another order the first provider wins.',
  },
  {
    code: 'optional-argument-trap',
    severity: 'error',
    summary: 'An optional argument is provided by an atom that does not run before its consumer.',
    why: 'The flow validates and then dies at run time with NotFound, although the argument has a default.',
  },
  {
    code: 'ignored-provider',
    severity: 'warning',
    summary: 'A decider may leave out the only provider of a symbol that a task behind it needs.',
    why: 'With a depth other than ALL the task still runs, and dies with NotFound.',
  },
  {
    code: 'result-too-short',
    severity: 'error',
    summary: 'A task returns fewer results than the symbols it provides.',
    why: 'The consumer of a missing one dies at run time with NotFound.',
  },
  {
    code: 'duplicate-atom',
    severity: 'error',
    summary: 'Two atoms have the same name, or one is added to two flows.',
    why: 'TaskFlow finds results by the names of atoms, so it refuses to compile the flow.',
  },
  {
    code: 'bad-arguments',
    severity: 'error',
    summary: 'The arguments that are bound are not those that `execute()` takes.',
    why: 'TaskFlow raises ValueError when the task is made.',
  },
  {
    code: 'unknown-link-end',
    severity: 'error',
    summary: 'A link names something that the flow does not hold.',
    why: 'TaskFlow raises ValueError: only children of the same graph flow can be linked.',
  },
  {
    code: 'bad-decider',
    severity: 'error',
    summary: 'A decider has a depth that TaskFlow does not know, or a depth stands without a decider.',
    why: 'TaskFlow raises ValueError when the link is made.',
  },
  {
    code: 'retry-as-child',
    severity: 'error',
    summary: 'A graph flow provides what its own retry controller requires.',
    why: 'TaskFlow links the controller as if it were a child, and raises TypeError when it compiles the flow.',
  },
] as const satisfies readonly DiagnosticCode[];

export type TaskflowCode = (typeof taskflowCodes)[number]['code'] | (typeof nativeCodes)[number]['code'];

/** The codes of shapes and names are those of the native format: the mistakes are the same. */
export const codesOfReading = [...nativeCodes, ...taskflowCodes];
