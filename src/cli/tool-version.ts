import { readFileSync } from 'node:fs';

/** The version in package.json, which lies two folders up from the source and from the built command alike. */
export function toolVersion(): string {
  return manifest().version;
}

/** Where the project lives on the web, for links to the pages of rules; null while it has no home. */
export function toolHome(): string | null {
  return manifest().homepage ?? null;
}

function manifest(): { readonly version: string; readonly homepage?: string } {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
}
