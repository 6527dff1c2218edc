import type { FileSource } from './load.ts';

/** Files that exist only in memory: the twin of the command's source, for tests and for programs without a disk. */
export function memoryFileSource(files: Readonly<Record<string, string>> | ReadonlyMap<string, string>): FileSource {
  const texts = files instanceof Map ? files : new Map(Object.entries(files));
  return {
    read: (path) => {
      const text = texts.get(path);
      return text === undefined ? { error: `there is no file '${path}'` } : { text };
    },
  };
}
