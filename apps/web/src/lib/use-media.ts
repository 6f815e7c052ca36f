import { useSyncExternalStore } from 'react'

/** Whether a media query holds, live. For what CSS alone cannot do: a table on a desk is a list on a phone. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )
}
