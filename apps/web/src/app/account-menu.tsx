import { CircleUserRound, LogIn, LogOut, WalletCards } from 'lucide-react'
import { type MouseEvent, useState } from 'react'
import { useWords } from '../words/use-words.ts'
import { Link, useLocation } from 'react-router'
import { useSession, useSessionState } from '../lib/session-context.ts'
import { chooseTheme, themes, useTheme } from '../lib/theme.ts'
import { Button } from '../ui/button.tsx'
import { Popover } from '../ui/popover.tsx'
import { Select } from '../ui/select.tsx'
import { chooseLanguage, type Language, languages } from '../words/language.ts'

const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' }
const themeWords = { system: 'app.themeSystem', light: 'app.themeLight', dark: 'app.themeDark' } as const

/** Who is signed in, and how the pages look and speak. */
export function AccountMenu() {
  const { t, language } = useWords()
  const { theme } = useTheme()
  const session = useSessionState()
  const label = session.state === 'signed_in' ? t('session.account', { name: session.name }) : t('app.appearance')
  return (
    <Popover
      label={label}
      triggerClassName="grid size-11 place-items-center rounded-control text-soft transition-colors hover:bg-sunken"
      trigger={
        session.state === 'signed_in' ? (
          <span className="grid size-8 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent">
            {session.name.slice(0, 1).toUpperCase()}
          </span>
        ) : (
          <CircleUserRound aria-hidden className="size-6" strokeWidth={1.75} />
        )
      }
      className="w-72 p-4"
    >
      <SignedIn />
      <div className="mt-4 grid gap-3 border-t border-line pt-4">
        <Select
          label={t('app.language')}
          value={language}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
          onChoose={(value) => void chooseLanguage(languages.find((known) => known === value) ?? 'en')}
        />
        <Select
          label={t('app.theme')}
          value={theme}
          options={themes.map((value) => ({ value, label: t(themeWords[value]) }))}
          onChoose={(value) => chooseTheme(themes.find((known) => known === value) ?? 'system')}
        />
      </div>
    </Popover>
  )
}

/** Another page leaves the menu open: no other document was loaded. */
const closeMenu = ({ currentTarget }: MouseEvent<HTMLElement>) =>
  currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()

function SignedIn() {
  const { t } = useWords()
  const session = useSession()
  const state = useSessionState()
  const { pathname, search } = useLocation()
  const [isBusy, setIsBusy] = useState(false)
  const go = (leave: () => Promise<void>) => {
    setIsBusy(true)
    leave().catch(() => setIsBusy(false))
  }

  if (state.state !== 'signed_in') {
    return (
      <Button
        look="primary"
        className="w-full"
        busy={isBusy}
        onClick={() => go(() => session.signIn(pathname + search))}
      >
        <LogIn aria-hidden className="size-4.5" />
        {t('session.signIn')}
      </Button>
    )
  }
  return (
    <>
      <p className="text-sm text-soft">{t('session.signedInAs')}</p>
      <p className="font-semibold">{state.name}</p>
      {state.email && <p className="truncate text-sm text-soft">{state.email}</p>}
      <Button asChild look="quiet" className="mt-3 w-full">
        <Link to="/account/payment-methods" onClick={closeMenu}>
          <WalletCards aria-hidden className="size-4.5" />
          {t('methods.title')}
        </Link>
      </Button>
      <Button className="mt-2 w-full" busy={isBusy} onClick={() => go(() => session.signOut())}>
        <LogOut aria-hidden className="size-4.5" />
        {t('session.signOut')}
      </Button>
    </>
  )
}
