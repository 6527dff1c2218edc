import type { Result } from '../result.ts';
import { frameWords } from '../words/page/frame.ts';
import { shortened } from '../words/visible.ts';
import { escapeMarkup, scriptJson } from './escape.ts';
import { pageBundle } from './page-bundle.generated.ts';
import { prepareGraph } from './views/graph/prepare.ts';
import { type ViewData, type ViewId, views } from './views/index.ts';

/** A part of the page: where its link goes, and its heading. */
export interface PagePart {
  readonly id: ViewId;
  readonly title: string;
}

/**
 * What the page carries: the Result, from which it prepares its views, and the graph's layout, which the command
 * computes so that no reader has to wait for it.
 */
export interface PageData {
  readonly parts: readonly PagePart[];
  readonly graph: ViewData['graph'];
  readonly result: Result;
}

/**
 * One self-contained page: works from `file://`, offline, in light and dark. Nothing is loaded from anywhere; the
 * content security policy allows the page's own script and style by hash and nothing else. Text of the template
 * travels as JSON and is set as text, never as markup. Equal results give equal bytes.
 *
 * @example
 * writeFileSync('report.html', renderHtml(JSON.parse(readFileSync('result.json', 'utf8'))));
 */
export function renderHtml(result: Result): string {
  const data: PageData = { parts: partsOf(result), graph: prepareGraph(result), result };
  const name = escapeMarkup(`${shortened(result.template.file, 80)} – makespan`);
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${pageBundle.scriptHash}'`,
    `style-src 'sha256-${pageBundle.styleHash}'`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="makespan ${escapeMarkup(shortened(result.tool.version, 40))}">
<title>${name}</title>
<style>${pageBundle.style}</style>
</head>
<body>
<noscript>${frameWords.noScript}</noscript>
<script type="application/json" id="page-data">${scriptJson(data)}</script>
<script>${pageBundle.script}</script>
</body>
</html>
`;
}

function partsOf(result: Result): readonly PagePart[] {
  return views.filter((view) => !('has' in view) || view.has(result)).map(({ id, title }) => ({ id, title }));
}
