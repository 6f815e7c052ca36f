import type { Payment } from '@azora/contract/payment'
import { FileText, Inbox } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { Link } from 'react-router'
import { useConfig } from '../../lib/config-context.ts'
import { Button } from '../../ui/button.tsx'

/** Where to go from here. */
export function ResultActions({ payment: { id, status, receiptNumber } }: { payment: Payment }) {
  const { t } = useWords()
  const { mailSandboxUrl } = useConfig()
  const mustReturn = status === 'requires_payment_method' || status === 'requires_action'
  return (
    <div className="mt-8 grid gap-3">
      {status === 'succeeded' && receiptNumber !== null && (
        <Button asChild look="primary" size="large">
          <Link to={`/payments/${id}/receipt`}>
            <FileText aria-hidden className="size-5" />
            {t('result.seeReceipt')}
          </Link>
        </Button>
      )}
      {mustReturn && (
        <Button asChild look="primary" size="large">
          <Link to="/checkout">{t('result.toCheckout')}</Link>
        </Button>
      )}
      <Button asChild>
        <Link to={`/payments/${id}`}>{t('result.seePayment')}</Link>
      </Button>
      {status === 'succeeded' && mailSandboxUrl !== null && (
        <Button asChild look="quiet">
          <a href={mailSandboxUrl} target="_blank" rel="noreferrer">
            <Inbox aria-hidden className="size-4.5" />
            {t('result.inbox')}
          </a>
        </Button>
      )}
      <Button asChild look="quiet">
        <Link to="/">{t('result.keepShopping')}</Link>
      </Button>
    </div>
  )
}
