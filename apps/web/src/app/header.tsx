import clsx from 'clsx'
import { ReceiptText, ShoppingBag, Store } from 'lucide-react'
import { useWords } from '../words/use-words.ts'
import { Link, NavLink } from 'react-router'
import { useConfig } from '../lib/config-context.ts'
import { useStoredCart } from '../lib/use-cart.ts'
import { Logo } from '../ui/logo.tsx'
import { AccountMenu } from './account-menu.tsx'

const item =
  'relative inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-control px-3 text-[0.9375rem] font-medium transition-colors hover:bg-sunken'
const itemState = ({ isActive }: { isActive: boolean }) => clsx(item, isActive ? 'text-ink' : 'text-soft')

export function Header() {
  const { t } = useWords()
  const { merchantName } = useConfig()
  return (
    <header className="no-print sticky top-0 z-30 border-b border-line bg-paper/85 backdrop-blur-md">
      <div className="page flex h-16 items-center gap-1">
        <Link to="/" className="mr-auto flex min-h-11 items-center gap-2.5 rounded-control pr-2 font-semibold">
          <Logo className="size-8" />
          <span className="tracking-tight">{merchantName}</span>
        </Link>
        <nav aria-label={t('app.menu')} className="flex items-center">
          <NavLink to="/" end className={(state) => clsx(itemState(state), 'max-md:hidden')}>
            <Store aria-hidden className="size-5" />
            {t('app.shop')}
          </NavLink>
          <NavLink to="/payments" className={itemState}>
            <ReceiptText aria-hidden className="size-5" />
            <span className="max-md:sr-only">{t('app.payments')}</span>
          </NavLink>
          <CartLink />
        </nav>
        <AccountMenu />
      </div>
    </header>
  )
}

function CartLink() {
  const { t } = useWords()
  const { lines } = useStoredCart()
  const count = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <NavLink to="/cart" className={itemState}>
      <ShoppingBag aria-hidden className="size-5" />
      <span aria-hidden className="max-md:hidden">
        {t('app.cart')}
      </span>
      <span className="sr-only">{t('app.cartCount', { count })}</span>
      {count > 0 && (
        <span
          key={count}
          aria-hidden
          className="appear numeric grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent max-md:absolute max-md:top-0.5 max-md:right-0"
        >
          {count}
        </span>
      )}
    </NavLink>
  )
}
