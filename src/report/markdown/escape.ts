import { shortened } from '../words/visible.ts';

/** After these GitHub would notify somebody, or link to an issue, whatever escapes the text was written with. */
const CALLS = /[@#](?=[\p{L}\p{N}])/gu;
/** All but letters, digits and harmless punctuation; a dot only after `www`, a colon where no space follows. */
const OTHERS = /:(?! )|(?<=www)\.|[^\p{L}\p{N} .,;:'’–—…·→−%()/\u202f\u2060-]/giu;
const WORD_JOINER = '\u2060';

/**
 * Text of a template for a line of Markdown: nothing in it is markup, a link, HTML, a mention or a number of an issue.
 * What CommonMark or GitHub's extensions give a meaning to is written as an entity; `@` and `#` are parted from the name
 * behind them by a word joiner, because GitHub looks for those in the text that is shown.
 */
export function markdownText(text: string, limit = 200): string {
  return shortened(text, limit)
    .replace(CALLS, (call) => call + WORD_JOINER)
    .replace(OTHERS, (character) => `&#${character.codePointAt(0)};`);
}

/** Mermaid's own codes for whatever could end a label, open a tag or start Markdown. */
export function mermaidText(text: string, limit = 60): string {
  return shortened(text, limit).replace(/[^\p{L}\p{N} _.,/+-]/gu, (character) => `#${character.codePointAt(0)};`);
}

/** Bare addresses become links by themselves on GitHub: a code span keeps text as it is. */
export function codeSpan(text: string, limit = 200): string {
  const shown = shortened(text, limit);
  const fence = '`'.repeat(1 + Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length)));
  return `${fence} ${shown.replaceAll('|', '¦')} ${fence}`;
}
