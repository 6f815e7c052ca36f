import type { Receipt } from '@azora/contract/receipt'
import type { ReactNode } from 'react'
import { Live } from '../parts/live.tsx'
import { MethodLabel } from '../parts/method-label.tsx'
import { Moment } from '../parts/moment.tsx'
import { useTexts } from '../use-texts.ts'
import { ReceiptLines } from './receipt-lines.tsx'
import { ReceiptTotals } from './receipt-totals.tsx'

/** What the receipt says. */
export function ReceiptSheet({ receipt: { data, mailedAt } }: { receipt: Receipt }) {
  const { words, moment } = useTexts()
  const { number, merchant, customer, paidAt, method } = data
  return (
    <>
      <header>
        <h2 className="azora-receipt__title">{words.receipt.title}</h2>
        <p className="azora-soft azora-amount">{number}</p>
      </header>
      <dl className="azora-receipt__facts">
        <Fact name={words.receipt.from}>
          {merchant.name}
          {merchant.addressLines.map((line) => (
            <span key={line} className="azora-receipt__line azora-soft">
              {line}
            </span>
          ))}
        </Fact>
        <Fact name={words.receipt.to}>
          {customer.name}
          {customer.email && <span className="azora-receipt__line azora-soft">{customer.email}</span>}
        </Fact>
        <Fact name={words.receipt.paidOn}>
          <Moment at={paidAt} precise />
        </Fact>
        <Fact name={words.receipt.paidWith}>
          <MethodLabel method={method} />
        </Fact>
      </dl>
      <ReceiptLines data={data} />
      <ReceiptTotals data={data} />
      <Live className="azora-soft azora-receipt__mailed" suppressHydrationWarning>
        {mailedAt === null ? words.receipt.notMailed : words.receipt.mailed(moment(mailedAt))}
      </Live>
      <p className="azora-soft">{words.receipt.questions(merchant.supportEmail)}</p>
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="azora-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
