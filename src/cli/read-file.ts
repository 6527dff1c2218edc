import { readFileSync, type Stats, statSync } from 'node:fs';

/** A file's text, or why there is none: a phrase that follows the file's name. */
export type ReadText = { readonly text: string } | { readonly error: string };

/** More than any template has; reading more would cost seconds and gigabytes before the first word could be said. */
const LARGEST_FILE_BYTES = 64 * 2 ** 20;

/** Reads a regular file of UTF-8 text. Its size is looked at first, so that a huge one is refused at once. */
export function readText(path: string, largestBytes: number = LARGEST_FILE_BYTES): ReadText {
  try {
    const refusal = refusalOf(statSync(path), largestBytes);
    if (refusal !== null) return { error: refusal };
    return decoded(readFileSync(path));
  } catch (error) {
    return { error: systemErrorPhrase(error) };
  }
}

/** All of stdin, which must be UTF-8 text too. */
export function readStdin(): ReadText {
  try {
    const bytes = readFileSync(0);
    if (bytes.length > LARGEST_FILE_BYTES) return { error: `has more than ${LARGEST_FILE_BYTES / 2 ** 20} MiB` };
    return decoded(bytes);
  } catch (error) {
    return { error: systemErrorPhrase(error) };
  }
}

/** What a shell hands over as a file and is a pipe, as `<(command)` does: read to its end. */
export function readPipe(path: string): ReadText {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > LARGEST_FILE_BYTES) return { error: `has more than ${LARGEST_FILE_BYTES / 2 ** 20} MiB` };
    return decoded(bytes);
  } catch (error) {
    return { error: systemErrorPhrase(error) };
  }
}

/** What the operating system refused, in words; an error of any other kind is a bug and goes on. */
export function systemErrorPhrase(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined || !(error instanceof Error)) throw error;
  return PHRASES[code] ?? `cannot be used (${code})`;
}

const PHRASES: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of its path is a file',
  EACCES: 'may not be used: permission denied',
  EPERM: 'may not be used: permission denied',
  EISDIR: 'is a folder; name a file',
  ELOOP: 'is a cycle of symbolic links',
  EROFS: 'lies on a read-only file system',
  ENOSPC: 'does not fit: the disk is full',
  ENAMETOOLONG: 'has too long a name',
  ERR_INVALID_ARG_VALUE: 'is not a path',
};

function refusalOf(stats: Stats, largestBytes: number): string | null {
  if (stats.isDirectory()) return 'is a folder; name a file in it';
  if (!stats.isFile()) return 'is not a regular file';
  if (stats.size <= largestBytes) return null;
  const megabytes = (stats.size / 2 ** 20).toFixed(0);
  return `is too large: ${megabytes} MiB, where at most ${largestBytes / 2 ** 20} MiB are read`;
}

function decoded(bytes: Buffer): ReadText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const isUtf16 =
      bytes.length > 1 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
    return { error: isUtf16 ? 'is UTF-16; save it as UTF-8' : 'is not text in UTF-8' };
  }
}
