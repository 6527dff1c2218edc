import type { Deployment } from '../model/deployment.ts';
import type { Diagnostic, Severity } from '../model/diagnostic.ts';
import type { DocumentNode } from './document/node.ts';

/**
 * Reads other files for a template (nested templates, `get_file`). The command gives one that reads below a root; tests
 * give one in memory.
 */
export interface FileSource {
  /**
   * @param path in the terms in which the template's own file was named: `stacks/web.yaml` that names `db.yaml` asks for
   *   `stacks/db.yaml`
   * @returns the text, or why there is none
   */
  readonly read: (path: string) => { readonly text: string } | { readonly error: string };
}

/** Parameters and environments that the user chooses. */
export interface LoadOptions {
  /** `-P name=value`. */
  readonly parameters?: ReadonlyMap<string, string>;
  /** Environment files in the order given; later ones win. */
  readonly environments?: readonly { readonly file: string; readonly text: string }[];
  /** Overrides recognition by content: `native`, `heat`. */
  readonly format?: string;
  readonly files?: FileSource;
}

/** As much of the model as could be read, and what was wrong. Loading never throws on bad input. */
export interface LoadResult {
  /** An empty deployment when nothing could be read. */
  readonly deployment: Deployment;
  readonly diagnostics: readonly Diagnostic[];
  /** The text of each file that was read, by name. */
  readonly files: ReadonlyMap<string, string>;
  /** The template as a tree of places, so that nobody need read it again; absent for what is no YAML or JSON. */
  readonly document?: DocumentNode;
}

/** One format's reader: a folder of its own, registered by one line in `load/index.ts`. */
export interface FrontEnd {
  readonly id: string;
  /** Shown in messages: `OpenStack Heat`. */
  readonly title: string;
  /** The top-level keys by which a person knows the format, for messages: `heat_template_version`. */
  readonly beginsWith?: readonly string[];
  /** How bad a duplicate key is in this format; default `error`. A warning where the engine takes the last one. */
  readonly duplicateKeys?: Severity;
  /** How sure the front-end is that this document is its own, 0 … 1, from the top-level keys. */
  readonly recognise: (document: DocumentNode) => number;
  readonly load: (document: DocumentNode, input: FrontEndInput) => LoadResult;
  /** For a format that is neither YAML nor JSON: asked first, with the text as it is. */
  readonly text?: {
    readonly recognise: (text: string) => boolean;
    readonly load: (input: FrontEndInput) => LoadResult;
  };
}

export interface FrontEndInput {
  readonly file: string;
  readonly text: string;
  readonly options: LoadOptions;
  /** What reading the YAML or JSON already said; a front-end passes it on. */
  readonly diagnostics: readonly Diagnostic[];
}
