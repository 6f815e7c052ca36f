import { useEffect } from 'react'
import { useConfig } from './config-context.ts'

/** Names the page in the tab and for screen readers: "Checkout · Azora Goods". */
export function usePageTitle(title: string): void {
  const { merchantName } = useConfig()
  useEffect(() => {
    document.title = `${title} · ${merchantName}`
  }, [title, merchantName])
}
