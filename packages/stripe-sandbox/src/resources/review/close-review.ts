import { invalidRequest } from '../../http/stripe-error.ts'
import type { Charge } from '../charge/charge.ts'
import type { Context } from '../context.ts'
import type { Review, ReviewEnd } from './review.ts'

/** @throws {StripeError} when it is closed already */
export function approveReview(context: Context, id: string): Review {
  const review = context.get('review', id)
  if (!review.open) throw invalidRequest({ message: `This review is already closed: ${id}` })
  return closeReview(context, review, 'approved')
}

/** The charge is no longer worth a look. */
export function closeReviewOf(context: Context, charge: Charge, end: ReviewEnd): void {
  const review = charge.review === null ? undefined : context.state.table('review').get(charge.review)
  if (review?.open) closeReview(context, review, end)
}

function closeReview(context: Context, open: Review, end: ReviewEnd): Review {
  const review = context.state.table('review').put<Review>({ ...open, closed_reason: end, open: false, reason: end })
  context.emit({ type: 'review.closed', object: review })
  return review
}
