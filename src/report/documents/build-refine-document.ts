import type { Candidate, Proposal } from '../../study/refine/proposal.ts';
import type { CoarseDependency, Refinement } from '../../study/refine/refine.ts';
import type { ChangeDocument, CoarseDependencyDocument, ProposalDocument, RefineDocument } from '../refine-document.ts';
import { RESULT_VERSION } from '../result.ts';
import { proposalTitle } from '../words/refinement.ts';
import { timingDocuments } from './timing-documents.ts';

/** What the text of each proposal would be: by its number; one that no edit can say has the reason. */
export type ProposedEdits = ReadonlyMap<
  number,
  { readonly edits: ProposalDocument['edits'] } | { readonly because: string }
>;

/** A refinement as plain data. */
export function refineDocument(refinement: Refinement, file: string, edits: ProposedEdits): RefineDocument {
  const { engine, seed, replications, before, together, polling, notes } = refinement;
  return {
    version: RESULT_VERSION,
    file,
    engine,
    seed,
    replications,
    before,
    dependencies: refinement.dependencies.map(dependencyDocument),
    proposals: refinement.proposals.map((proposal) => proposalDocument(proposal, edits)),
    declined: refinement.declined.map((declined) => ({ ...changeDocument(declined), because: declined.because })),
    together,
    polling,
    timings: timingDocuments(refinement.timings),
    notes,
  };
}

function dependencyDocument({ isCircle, ...dependency }: CoarseDependency): CoarseDependencyDocument {
  return { ...dependency, cycle: isCircle };
}

function changeDocument({ action, subject, span, confidence, reasons }: Candidate): ChangeDocument {
  return { action, title: proposalTitle(action, subject), ...subject, span, confidence, reasons };
}

function proposalDocument(proposal: Proposal, edits: ProposedEdits): ProposalDocument {
  const { number, gain, mends, after, freed, proof, revision } = proposal;
  const edit = edits.get(number);
  const because = edit !== undefined && 'because' in edit ? `no edit of the text says it: ${edit.because}` : null;
  return {
    number,
    ...changeDocument(proposal),
    recommended: proposal.isRecommended,
    gain,
    mends,
    after,
    freed,
    adds: revision.added.map(({ prerequisite, dependent }) => ({ prerequisite, dependent })),
    proof: { ...proof, gone: proof.gone.map(({ rule, message, span }) => ({ rule, message, span })) },
    edits: edit !== undefined && 'edits' in edit ? edit.edits : null,
    byHand: proposal.byHand ?? because,
  };
}
