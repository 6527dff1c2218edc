/** A comment as JavaScript has them, where JSON has none. */
export interface JsonComment {
  readonly start: number;
  readonly end: number;
}

export interface Uncommented {
  /** The text with blanks in place of the comments, so that every other character keeps its place. */
  readonly text: string;
  readonly comments: readonly JsonComment[];
}

/**
 * JSON with comments, read without them; null for anything else. What is left has to be JSON (but for a comma too many,
 * which editors that allow comments allow too): so a YAML text in braces, in which `//` may stand, is never taken for it.
 */
export function withoutComments(text: string): Uncommented | null {
  if (!/^\ufeff?\s*[{[/]/.test(text)) return null;
  const comments = commentsIn(text);
  if (comments.length === 0) return null;
  let [left, at] = ['', 0];
  for (const { start, end } of comments) {
    left += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ');
    at = end;
  }
  left += text.slice(at);
  return isJsonLike(left) ? { text: left, comments } : null;
}

function isJsonLike(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, '').replace(/,(?=\s*[}\]])/g, ' '));
    return true;
  } catch {
    return false;
  }
}

/** Strings are stepped over, with what is escaped in them; nothing is found where a string or a comment has no end. */
function commentsIn(text: string): readonly JsonComment[] {
  const comments: JsonComment[] = [];
  const next = /["/]/g;
  for (let found = next.exec(text); found; found = next.exec(text)) {
    const start = found.index;
    const isString = found[0] === '"';
    const end = isString ? stringEnd(text, start) : commentEnd(text, start);
    if (end < 0) return [];
    if (!isString) comments.push({ start, end });
    next.lastIndex = end;
  }
  return comments;
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return -1;
}

function commentEnd(text: string, start: number): number {
  if (text[start + 1] === '/') {
    const end = text.indexOf('\n', start);
    if (end < 0) return text.length;
    return text[end - 1] === '\r' ? end - 1 : end;
  }
  const end = text[start + 1] === '*' ? text.indexOf('*/', start + 2) : -1;
  return end < 0 ? -1 : end + 2;
}
