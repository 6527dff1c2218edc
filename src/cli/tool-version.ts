import { readFileSync } from 'node:fs';

/** The version in package.json, which lies two folders up from the source and from the built command alike. */
export function toolVersion(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version;
}
