import type { Payment } from '@azora/contract/payment'
import { useEffect, useRef } from 'react'
import { Icon } from '../parts/icon.tsx'
import { Live } from '../parts/live.tsx'
import { PdfButton } from '../parts/pdf-button.tsx'
import { useFollowedPayment } from '../use-followed-payment.ts'
import { useReceiptPdf } from '../use-receipt-pdf.ts'
import { useTexts } from '../use-texts.ts'

/** The end of it: paid, with its receipt as soon as that is written; or held on the card. */
export function CheckoutDone({ payment: known }: { payment: Payment }) {
  const { words, money } = useTexts()
  const { data: payment = known } = useFollowedPayment(known.id)
  const pdf = useReceiptPdf(known.id)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])

  const amount = money(payment.amount)
  const isPaid = payment.status === 'succeeded'
  return (
    <div className="azora-done">
      <span className="azora-done__sign">
        <Icon name={isPaid ? 'check' : 'clock'} />
      </span>
      <h2 ref={heading} tabIndex={-1} className="azora-done__title">
        {isPaid ? words.checkout.paid : words.checkout.authorized}
      </h2>
      <p className="azora-soft">{isPaid ? words.checkout.paidText(amount) : words.checkout.authorizedText(amount)}</p>
      {isPaid && (
        <Live className="azora-done__receipt">
          {payment.receiptNumber === null ? (
            <p className="azora-soft">{words.checkout.receiptComing}</p>
          ) : (
            <PdfButton pdf={pdf} look="primary">
              {words.checkout.openReceipt}
            </PdfButton>
          )}
        </Live>
      )}
    </div>
  )
}
