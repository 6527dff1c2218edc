import type { Fix, Step } from '../../analyze/finding.ts';
import type { Span } from '../../model/span.ts';
import type { FindingDocument } from '../result.ts';
import { visible } from '../words/visible.ts';
import type { CheckReport } from './check-report.ts';

/** Code scanning keeps a hundred related places of a result. */
const MOST_RELATED = 100;

/** A span as a SARIF location; its file from the root of the repository, percent-encoded. */
export function locationOf(span: Span, { repositoryPath }: CheckReport): { readonly physicalLocation: object } {
  return {
    physicalLocation: { artifactLocation: { uri: encodePath(repositoryPath(span.file)) }, region: regionOf(span) },
  };
}

export interface RelatedPlace {
  readonly id: number;
  readonly text: string;
  readonly location: object;
}

/** The related places, and every step of a path or schedule that has a place, each once. */
export function relatedOf({ related, evidence }: FindingDocument, report: CheckReport): readonly RelatedPlace[] {
  const steps = evidence.flatMap((item): readonly Placed[] =>
    item.kind === 'path' ? item.steps.map(placedStep) : item.kind === 'schedule' ? item.events : [],
  );
  const places = new Map<string, { readonly text: string; readonly span: Span }>();
  for (const { text, span } of [...related.map(({ message, span: at }) => ({ text: message, span: at })), ...steps]) {
    if (!span) continue;
    const key = JSON.stringify([span.file, span.line, span.column, span.endLine, span.endColumn]);
    if (!places.has(key)) places.set(key, { text, span });
  }
  return [...places.values()].slice(0, MOST_RELATED).map(({ text, span }, index) => {
    const said = visible(text);
    return {
      id: index + 1,
      text: said,
      location: { id: index + 1, ...locationOf(span, report), message: { text: said } },
    };
  });
}

/** Each schedule that shows what can happen, as a flow through the template, event by event. */
export function codeFlowsOf(finding: FindingDocument, report: CheckReport): readonly object[] {
  return finding.evidence.flatMap((item) => {
    if (item.kind !== 'schedule' || item.events.length === 0) return [];
    const locations = item.events.map((event, index) => ({
      executionOrder: index + 1,
      location: { ...locationOf(event.span ?? finding, report), message: { text: visible(event.text) } },
    }));
    return [{ message: { text: visible(item.title) }, threadFlows: [{ locations }] }];
  });
}

export function fixOf({ description, edits }: Fix, report: CheckReport): object {
  const files = [...new Set(edits.map(({ span }) => span.file))];
  return {
    description: { text: visible(description) },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: encodePath(report.repositoryPath(file)) },
      replacements: edits
        .filter(({ span }) => span.file === file)
        .map(({ span, text }) => ({ deletedRegion: regionOf(span), insertedContent: { text } })),
    })),
  };
}

interface Placed {
  readonly text: string;
  readonly span?: Span | null;
}

function placedStep({ subject, text, span }: Step): Placed {
  return { text: [subject, text].filter(Boolean).join(' '), span };
}

function regionOf({ line, column, endLine, endColumn }: Span): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** `encodeURI`, and what it leaves that would end or begin a part of a URI. */
function encodePath(path: string): string {
  return encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23');
}
