import type { FindingDocument } from '../result.ts';

/**
 * A name for each finding that stays when lines move: from rule, file and the keys that lead to its place, and a number
 * where several are alike. Where a file was not read, its message stands for the place.
 */
export function fingerprints(
  findings: readonly FindingDocument[],
  pathOf: (file: string) => string,
): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, file, path, message }) => {
    const hash = textHash(JSON.stringify([rule, pathOf(file), path ?? message]));
    const number = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, number);
    return `${hash}:${number}`;
  });
}

/** 64 bits of FNV-1a over UTF-16 code units, in two lanes of 32 with different bases, as 16 hexadecimal digits. */
function textHash(text: string): string {
  let [high, low] = [0x811c9dc5, 0x050c5d1f];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ (unit + index), 0x01000193);
  }
  return [high, low].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}
