import { invalidRequest } from '../../http/stripe-error.ts'
import type { Context } from '../context.ts'
import { mergeMetadata, type MetadataParams } from '../shared/metadata.ts'
import { isInquiry, type Dispute } from './dispute.ts'

export interface UpdateDispute {
  evidence?: Record<string, unknown>
  metadata?: MetadataParams
  /** Whether the evidence goes to the bank now, as it does unless this is false; else it is kept for later. */
  submit?: boolean
}

/** How long the bank thinks about evidence that says how it decides. */
const decidingSeconds = 24 * 3600

/** Adds to the evidence, and sends it to the bank. @throws {StripeError} when it was sent already, or the dispute is over */
export function updateDispute(context: Context, id: string, params: UpdateDispute): Dispute {
  const before = context.get('dispute', id)
  const answers = params.evidence !== undefined || params.submit === true
  if (answers && !before.status.endsWith('needs_response')) {
    const message = `This dispute's evidence cannot be updated because it has a status of ${before.status}.`
    throw invalidRequest({ message, param: 'evidence' })
  }
  const evidence = mergeEvidence(before.evidence, params.evidence)
  const isSubmitted = answers && params.submit !== false
  const details = before.evidence_details
  const dispute = context.state.table('dispute').put<Dispute>({
    ...before,
    evidence,
    evidence_details: {
      ...details,
      has_evidence: hasAny(evidence),
      submission_count: details.submission_count + (isSubmitted ? 1 : 0),
      submission_method: isSubmitted ? 'manual' : details.submission_method,
    },
    metadata: mergeMetadata(before.metadata, params.metadata),
    ...(isSubmitted && { status: isInquiry(before) ? 'warning_under_review' : 'under_review' }),
  })
  context.emit({ type: 'charge.dispute.updated', object: dispute, before })
  if (isSubmitted) context.schedule({ kind: 'decide_dispute', subject: id, dueAt: context.now + decidingSeconds })
  return dispute
}

/** What is named is set, and unset by `""`. */
function mergeEvidence(before: Dispute['evidence'], change: Record<string, unknown> = {}): Dispute['evidence'] {
  const given = Object.entries(change).map(([field, value]) => {
    const nothing = field === 'enhanced_evidence' ? {} : null
    return [field, value === '' ? nothing : value] as const
  })
  return { ...before, ...Object.fromEntries(given) }
}

const hasAny = ({ enhanced_evidence: enhanced, ...rest }: Dispute['evidence']): boolean =>
  Object.values(rest).some((value) => value !== null) ||
  (typeof enhanced === 'object' && enhanced !== null && Object.keys(enhanced).length > 0)
