import { Suggester } from '../../model/nearest-name.ts';
import type { Span } from '../../model/span.ts';
import { type Unknown, unknown } from '../../model/unknown.ts';
import { type DiagnosticDetails, DiagnosticList } from '../diagnostic-list.ts';
import type { DocumentNode } from '../document/node.ts';
import { readDocument } from '../document/read-document.ts';
import type { FrontEndInput } from '../load.ts';
import { type CloudFormationCode, cloudFormationCodes } from './codes.ts';

/** How many resources are unfolded in nested stacks and loops. */
const RESOURCE_LIMIT = 20_000;

/** What one loading shares: what was said, the files that were read, how much may still be unfolded. */
export class Session {
  readonly input: FrontEndInput;
  readonly files = new Map<string, string>();
  readonly unknowns: Unknown[] = [];
  /** Whether the user chose parameters: then what they switch off is left out, else every branch is looked at. */
  readonly hasChosen: boolean;
  readonly #list = new DiagnosticList<CloudFormationCode>(cloudFormationCodes);
  readonly #said = new Set<string>();
  readonly #suggester = new Suggester();
  readonly #documents = new Map<string, DocumentNode | null>();
  #roomLeft = RESOURCE_LIMIT;

  constructor(input: FrontEndInput) {
    this.input = input;
    this.files.set(input.file, input.text);
    const { parameters, environments = [] } = input.options;
    this.hasChosen = (parameters !== undefined && parameters.size > 0) || environments.length > 0;
  }

  get diagnostics(): DiagnosticList<CloudFormationCode>['items'] {
    return this.#list.items;
  }

  /** The same thing at the same place is said once. */
  say(code: CloudFormationCode, message: string, span: Span | null, details: DiagnosticDetails = {}): void {
    const key = JSON.stringify([code, message, span?.file, span?.line, span?.column]);
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#list.add(code, message, span, details);
  }

  /** Something that nobody can know from the input, noted for the deployment. */
  note(cause: string, span: Span | null): Unknown {
    const note = unknown(cause, span);
    this.unknowns.push(note);
    return note;
  }

  /** ` (did you mean 'x'?)`, or nothing. */
  didYouMean(name: string, candidates: Iterable<string>): string {
    return this.#suggester.didYouMean(name, candidates);
  }

  /** Takes room for resources; false when there is too little left. */
  takeRoom(count: number): boolean {
    if (count > this.#roomLeft) return false;
    this.#roomLeft -= count;
    return true;
  }

  /** A template that another one names; null when it cannot be read, which has been said. */
  document(path: string, at: Span): DocumentNode | null {
    const known = this.#documents.get(path);
    if (known !== undefined) return known;
    const read = this.input.options.files?.read(path) ?? { error: 'no other files can be read here' };
    if ('error' in read) {
      this.say('cfn-missing-file', `cannot read '${path}': ${read.error}`, at);
      return null;
    }
    this.files.set(path, read.text);
    const { root, diagnostics } = readDocument(path, read.text);
    for (const { message, span } of diagnostics) this.say('cfn-wrong-section', message, span);
    this.#documents.set(path, root);
    return root;
  }
}
