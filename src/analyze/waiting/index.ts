/**
 * The proof engine for signals and waits: compiles a deployment to a neutral instance and answers `always`, `never`,
 * `sometimes` or `undecided`, with the reason. It knows tasks, handles and pools; it must not know templates or rules.
 */
export { type CompiledInstance, type CompileOptions, compileInstance } from './compile.ts';
export { judge } from './judge.ts';
export type { Answer, Judgement } from './judgement.ts';
