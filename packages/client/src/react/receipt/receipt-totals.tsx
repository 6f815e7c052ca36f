import type { ReceiptData } from '@azora/contract/receipt'
import { Moment } from '../parts/moment.tsx'
import { useTexts } from '../use-texts.ts'

/** What was paid, and what of it was given back. A refund that failed at the bank is listed, and counts for nothing. */
export function ReceiptTotals({ data: { total, authorizedMinor, refunds } }: { data: ReceiptData }) {
  const { words, money } = useTexts()
  const { currency } = total
  const given = refunds.filter(({ status }) => status === 'succeeded')
  const givenMinor = given.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return (
    <dl className="azora-totals">
      {authorizedMinor !== null && (
        <div className="azora-totals__row azora-soft">
          <dt>{words.receipt.authorized}</dt>
          <dd className="azora-amount">{money({ amountMinor: authorizedMinor, currency })}</dd>
        </div>
      )}
      <div className="azora-totals__row azora-totals__sum">
        <dt>{words.receipt.total}</dt>
        <dd className="azora-amount">{money(total)}</dd>
      </div>
      {refunds.map(({ id, number, status, amountMinor, refundedAt }) => (
        <div key={id} className="azora-totals__row">
          <dt>
            {words.receipt.refund(number)}{' '}
            <span className="azora-soft">
              <Moment at={refundedAt} />
              {status === 'failed' && `, ${words.receipt.refundFailed}`}
            </span>
          </dt>
          <dd className={status === 'failed' ? 'azora-amount azora-struck' : 'azora-amount'}>
            −{money({ amountMinor, currency })}
          </dd>
        </div>
      ))}
      {given.length > 0 && (
        <div className="azora-totals__row azora-strong">
          <dt>{words.receipt.refundedTotal}</dt>
          <dd className="azora-amount">{money({ amountMinor: givenMinor, currency })}</dd>
        </div>
      )}
    </dl>
  )
}
