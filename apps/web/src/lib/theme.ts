import { useSyncExternalStore } from 'react'
import { storedText } from './stored-text.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const stored = storedText('azora.theme')
const darkDevice = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let chosen: Theme = themes.find((theme) => theme === stored.get()) ?? 'system'

/** Puts the choice on the page, before anything is drawn. */
export function applyTheme(): void {
  if (chosen === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = chosen
}

/** Chooses for this browser, and remembers it. */
export function chooseTheme(theme: Theme): void {
  chosen = theme
  stored.set(theme === 'system' ? null : theme)
  applyTheme()
  for (const listener of listeners) listener()
}

/** What was chosen, and whether the page is dark because of it. */
export function useTheme(): { theme: Theme; isDark: boolean } {
  const theme = useSyncExternalStore(subscribe, () => chosen)
  const isDarkDevice = useSyncExternalStore(subscribe, () => darkDevice.matches)
  return { theme, isDark: theme === 'dark' || (theme === 'system' && isDarkDevice) }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  darkDevice.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    darkDevice.removeEventListener('change', listener)
  }
}
