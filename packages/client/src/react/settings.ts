import type { PublicConfig } from '@azora/contract/public-config'
import type { Appearance } from '@stripe/stripe-js'
import { createContext, useContext } from 'react'
import type { ChangedWords } from '../words/ui-words.ts'
import type { ButtonSlot, NoticeSlot } from './parts/slots.ts'

/** What is needed to talk to Stripe: the part of `/api/config` that says so. `stripeJsUrl` is null outside of the sandbox. */
export type StripeConfig = Pick<PublicConfig, 'stripePublishableKey' | 'stripeJsUrl'>

/** Parts that a team draws itself. */
export interface Components {
  Button?: ButtonSlot | undefined
  Notice?: NoticeSlot | undefined
}

/** What every component takes, and what the provider takes for all of them. A component's own goes before the provider's. */
export interface Looks {
  /** The language, and how amounts and dates are written: `de-AT`. English unless said, on a server as in the browser. */
  locale?: string | undefined
  /** Texts of your own in place of ours. */
  words?: ChangedWords | undefined
  components?: Components | undefined
  /** For Stripe's form; over what follows from the stylesheet's custom properties. */
  appearance?: Appearance | undefined
  /** Told of what broke while it was drawn. */
  onError?: ((error: unknown) => void) | undefined
}

export interface Settings extends Looks {
  /** Where the API is, as in `https://pay.example.com`; the page's own origin when empty. */
  apiUrl: string
  config?: StripeConfig | undefined
}

export const SettingsContext = createContext<Settings>({ apiUrl: '' })

export const useSettings = (): Settings => useContext(SettingsContext)

/** A component's own settings over those around it; texts and parts one by one. */
export const withLooks = (around: Settings, own: Looks): Settings => ({
  ...around,
  locale: own.locale ?? around.locale,
  appearance: own.appearance ?? around.appearance,
  onError: own.onError ?? around.onError,
  components: { ...around.components, ...own.components },
  words: mergeWords(around.words, own.words),
})

function mergeWords(around: ChangedWords = {}, own: ChangedWords = {}): ChangedWords {
  const groups = new Set([...Object.keys(around), ...Object.keys(own)]) as Set<keyof ChangedWords>
  return Object.fromEntries([...groups].map((group) => [group, { ...around[group], ...own[group] }]))
}
