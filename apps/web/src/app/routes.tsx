import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { CartPage } from '../features/cart/cart-page.tsx'
import { CallbackPage } from '../features/session/callback-page.tsx'
import { RequireSignIn } from '../features/session/require-sign-in.tsx'
import { ShopPage } from '../features/shop/shop-page.tsx'
import { Layout } from './layout.tsx'
import { NotFoundPage } from './not-found-page.tsx'

const loadCheckout = () => import('../features/checkout/checkout-page.tsx')
const CheckoutPage = lazy(loadCheckout)
const ResultPage = lazy(() => import('../features/checkout/result-page.tsx'))
const ContinuePage = lazy(() => import('../features/continue/continue-page.tsx'))
const HistoryPage = lazy(() => import('../features/history/history-page.tsx'))
const PaymentPage = lazy(() => import('../features/history/payment-page.tsx'))
const MethodsPage = lazy(() => import('../features/methods/methods-page.tsx'))
const ReceiptPage = lazy(() => import('../features/receipt/receipt-page.tsx'))

/** Fetches the checkout's code while the shopper looks at the cart. A failure shows when it is needed, if it lasts. */
function prefetchCheckout(): void {
  loadCheckout().catch(() => undefined)
}

/** Every address of the pages. Shop and cart come with the first load, the others with their first visit. */
export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<ShopPage />} />
        <Route path="cart" element={<CartPage onReady={prefetchCheckout} />} />
        <Route path="continue/:token" element={<ContinuePage />} />
        <Route path="sign-in/callback" element={<CallbackPage />} />
        <Route element={<RequireSignIn reason="session.needCheckout" />}>
          <Route path="checkout" element={<CheckoutPage />} />
        </Route>
        <Route element={<RequireSignIn reason="session.needHistory" />}>
          <Route path="payments" element={<HistoryPage />} />
          <Route path="payments/:paymentId" element={<PaymentPage />} />
          <Route path="payments/:paymentId/result" element={<ResultPage />} />
          <Route path="payments/:paymentId/receipt" element={<ReceiptPage />} />
        </Route>
        <Route element={<RequireSignIn reason="session.needMethods" />}>
          <Route path="account/payment-methods" element={<MethodsPage />} />
        </Route>
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  )
}
