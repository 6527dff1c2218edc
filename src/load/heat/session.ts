import type { Span } from '../../model/span.ts';
import type { Unknown } from '../../model/unknown.ts';
import { readDocument } from '../document/read-document.ts';
import type { FrontEndInput } from '../load.ts';
import { isRemote, resolvePath } from '../paths.ts';
import { BUILTIN_TEMPLATES, builtinName } from './builtin-templates.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { sayLimits } from './limits.ts';
import { Reporter } from './reporter.ts';
import { readTemplate, type Template } from './template.ts';

/** How many nested resources are shown one by one; what goes beyond stands for its likes. */
const NESTED_LIMIT = 100_000;

/** What one loading shares: what was said, the files that were read, and how much may still be unfolded. */
export class Session {
  readonly reporter = new Reporter();
  readonly files = new Map<string, string>();
  readonly unknowns: Unknown[] = [];
  /** Types that Heat does not know and that have been spoken of. */
  readonly unknownTypes = new Set<string>();
  readonly environment: Environment;
  readonly #input: FrontEndInput;
  readonly #texts = new Map<string, { readonly text: string } | { readonly error: string }>();
  readonly #templates = new Map<string, Template | null>();
  readonly #noted = new Set<string>();
  #nestedLeft = NESTED_LIMIT;

  constructor(input: FrontEndInput) {
    this.#input = input;
    this.files.set(input.file, input.text);
    this.environment = readEnvironment(input.options, this.reporter, this.files);
  }

  /** The same cause at the same place is kept once, however many members repeat it. */
  noteUnknown(cause: Unknown): void {
    const key = JSON.stringify([cause.cause, cause.span]);
    if (this.#noted.has(key)) return;
    this.#noted.add(key);
    this.unknowns.push(cause);
  }

  /** Takes room for nested resources; false when there is too little left. */
  takeRoom(count: number): boolean {
    if (count > this.#nestedLeft) return false;
    this.#nestedLeft -= count;
    return true;
  }

  /** A template that another file names. Null when it cannot be read, which has been said. */
  template(path: string, at: Span): Template | null {
    const known = this.#templates.get(path);
    if (known !== undefined) return known;
    const builtin = BUILTIN_TEMPLATES.get(path);
    const file = builtin === undefined ? path : builtinName(path);
    const text = builtin ?? this.text(path, at);
    if (text === null) return null;
    this.files.set(file, text);
    const document = readDocument(file, text);
    for (const { message, span } of document.diagnostics) this.reporter.say('heat-not-a-template', message, span);
    const template = document.root && readTemplate(document.root, file, this.reporter);
    this.#templates.set(path, template);
    if (template) sayLimits(template, { text, isNested: true, reporter: this.reporter });
    return template;
  }

  /** The text of a file. Null when it cannot be read, which has been said. */
  text(path: string, at: Span): string | null {
    let read = this.#texts.get(path);
    if (!read) {
      read = this.#input.options.files?.read(path) ?? { error: 'no other files can be read here' };
      this.#texts.set(path, read);
      if ('text' in read) this.files.set(path, read.text);
    }
    if ('text' in read) return read.text;
    const code = isRemote(path) ? 'heat-remote-file' : 'heat-missing-file';
    this.reporter.say(code, `cannot read '${path}': ${read.error}`, at);
    return null;
  }

  /** What `get_file` in a file reads: paths are relative to that file. */
  fileReader(file: string): (path: string, at: Span) => string | null {
    return (path, at) => this.text(resolvePath(file, path), at);
  }
}
