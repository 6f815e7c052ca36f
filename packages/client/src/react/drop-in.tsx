import { useMemo, type ReactNode } from 'react'
import { Boundary } from './boundary.tsx'
import { SettingsContext, useSettings, withLooks, type Looks } from './settings.ts'

/** What every component of ours takes. */
export interface DropInProps extends Looks {
  className?: string | undefined
}

interface Frame extends DropInProps {
  name: string
  children: ReactNode
}

/** The frame of every component: its looks, its class names, and a boundary, so that the page around it never breaks. */
export function DropIn({ name, className, children, ...own }: Frame) {
  const around = useSettings()
  const { locale, words, components, appearance, onError } = own
  const settings = useMemo(
    () => withLooks(around, { locale, words, components, appearance, onError }),
    [around, locale, words, components, appearance, onError],
  )
  return (
    <SettingsContext.Provider value={settings}>
      <div className={['azora', `azora-${name}`, className].filter(Boolean).join(' ')}>
        <Boundary onError={settings.onError}>{children}</Boundary>
      </div>
    </SettingsContext.Provider>
  )
}
