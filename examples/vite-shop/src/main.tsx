import { createPaymentsClient } from '@azora/payments-client'
import { PaymentsProvider } from '@azora/payments-client/react'
import '@azora/payments-client/styles.css'
import { createRoot } from 'react-dom/client'
import { getToken } from './session.ts'
import './shop.css'
import { Shop } from './shop.tsx'

const client = createPaymentsClient({ url: '/trpc', getToken })

const root = document.querySelector('#root')
if (root)
  createRoot(root).render(
    <PaymentsProvider client={client} locale={navigator.language}>
      <Shop />
    </PaymentsProvider>,
  )
