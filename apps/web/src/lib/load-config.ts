import type { PublicConfig } from '@azora/contract/public-config'

/**
 * What the server tells every page: written into the page by the web process, asked for when Vite alone serves the pages.
 *
 * @throws when there is neither
 */
export async function loadConfig(): Promise<PublicConfig> {
  const inlined = document.querySelector('#azora-config')?.textContent
  // The web process writes this element itself, from the same type.
  if (inlined) return JSON.parse(inlined) as PublicConfig

  const response = await fetch('/api/config')
  if (!response.ok) throw new Error(`The configuration could not be loaded: ${response.status}`)
  // Our own endpoint answers with this type.
  return (await response.json()) as PublicConfig
}
