/**
 * The path of a file that another file names, as the client makes it: relative to the folder of the file that names
 * it, `file://` stripped, dots resolved. Addresses of other machines stay as they are.
 */
export function resolvePath(from: string, named: string): string {
  if (isRemote(named)) return named;
  const path = named.replace(/^file:\/\//, '');
  if (isRemote(from)) return new URLPath(from).join(path);
  return path.startsWith('/') ? normalise(path) : normalise(`${folderOf(from)}${path}`);
}

export function isRemote(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(path) && !path.startsWith('file://');
}

/** Whether a resource type names a template, as the engine decides it. */
export function isTemplateName(type: string): boolean {
  return type.endsWith('.yaml') || type.endsWith('.template');
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '.' || (part === '' && parts.length > 0)) continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** An address split into machine and path. */
class URLPath {
  readonly #machine: string;
  readonly #path: string;

  constructor(address: string) {
    const slash = address.indexOf('/', address.indexOf('://') + 3);
    this.#machine = slash < 0 ? address : address.slice(0, slash);
    this.#path = slash < 0 ? '/' : address.slice(slash);
  }

  join(path: string): string {
    return this.#machine + normalise(path.startsWith('/') ? path : folderOf(this.#path) + path);
  }
}
