import type { Appearance } from '@stripe/stripe-js'

/** Our tokens in the words of the Payment Element, which lives in a frame and cannot see our styles. */
export function stripeAppearance(isDark: boolean): Appearance {
  return {
    theme: isDark ? 'night' : 'stripe',
    variables: {
      colorPrimary: paintedColour('--accent'),
      colorBackground: paintedColour('--raised'),
      colorText: paintedColour('--ink'),
      colorTextSecondary: paintedColour('--soft'),
      colorDanger: paintedColour('--danger'),
      borderRadius: '8px',
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--words').trim(),
      fontSizeBase: '16px',
      spacingUnit: '4px',
    },
  }
}

/** A token as the browser paints it now: custom properties themselves keep both themes. */
function paintedColour(token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const painted = getComputedStyle(probe).color
  probe.remove()
  return toHex(painted)
}

/** "rgb(11, 107, 78)" → "#0b6b4e"; anything else is passed on. */
function toHex(colour: string): string {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1)
  return channels ? `#${channels.map((value) => Number(value).toString(16).padStart(2, '0')).join('')}` : colour
}
