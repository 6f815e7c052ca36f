import type { Appearance } from '@stripe/stripe-js'
import { useEffect, useState, type RefObject } from 'react'
import { useSettings } from './settings.ts'

/**
 * How Stripe's form has to look where it stands: it lives in a frame and cannot see the page's styles. Follows when the page
 * changes from light to dark. Null until the page has been looked at.
 */
export function useElementAppearance(ref: RefObject<HTMLElement | null>): Appearance | null {
  const { appearance } = useSettings()
  const [seen, setSeen] = useState<Appearance | null>(null)

  useEffect(() => {
    const look = () => {
      const next = ref.current && readAppearance(ref.current)
      setSeen((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
    }
    look()
    const device = window.matchMedia('(prefers-color-scheme: dark)')
    device.addEventListener('change', look)
    const page = new MutationObserver(look)
    for (let element = ref.current?.parentElement; element; element = element.parentElement) {
      page.observe(element, { attributeFilter: ['class', 'style', 'data-theme', 'data-azora-theme'] })
    }
    return () => {
      device.removeEventListener('change', look)
      page.disconnect()
    }
  }, [ref])

  if (seen === null || !appearance) return seen
  return { ...seen, ...appearance, variables: { ...seen.variables, ...appearance.variables } }
}

/** Stripe's names for our custom properties; see `styles.css`. */
const colours = {
  colorPrimary: 'accent',
  colorBackground: 'field',
  colorText: 'ink',
  colorTextSecondary: 'soft',
  colorDanger: 'danger',
} as const

function readAppearance(element: HTMLElement): Appearance {
  const styles = getComputedStyle(element)
  const probe = document.createElement('span')
  element.append(probe)
  const painted = (value: string): string => {
    probe.style.color = value
    return toHex(getComputedStyle(probe).color)
  }
  /** Inside of our components every property has a value; outside only those that the page sets. */
  const find = (name: string) => [`--azora-now-${name}`, `--azora-${name}`].find((one) => styles.getPropertyValue(one))
  const variables = Object.entries(colours).flatMap(([name, property]) => {
    const found = find(property)
    return found ? [[name, painted(`var(${found})`)]] : []
  })
  const isDark = painted('light-dark(#ffffff, #000000)') === '#000000'
  probe.remove()
  const radius = styles.getPropertyValue(find('radius') ?? '').trim()
  return {
    theme: isDark ? 'night' : 'stripe',
    variables: {
      ...Object.fromEntries(variables),
      ...(radius && { borderRadius: radius }),
      fontFamily: styles.fontFamily,
      fontSizeBase: '16px',
      spacingUnit: '4px',
    },
  }
}

/** "rgb(11, 107, 78)" → "#0b6b4e"; anything else is passed on. */
function toHex(colour: string): string {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1)
  return channels ? `#${channels.map((value) => Number(value).toString(16).padStart(2, '0')).join('')}` : colour
}
