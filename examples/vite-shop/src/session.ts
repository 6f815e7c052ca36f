import type { GetToken } from '@azora/payments-client'

let token: string | null = null

/** Where a team's own sign-in would be asked. The sandbox gives a shopper's token to whoever asks, which is for development only. */
export const getToken: GetToken = async ({ fresh = false } = {}) => {
  if (token === null || fresh) token = await askForToken()
  return token
}

async function askForToken(): Promise<string> {
  const answer = await fetch('/dev-token', { method: 'POST', body: JSON.stringify({ persona: 'shopper' }) })
  const { access_token: accessToken } = (await answer.json()) as { access_token: string }
  return accessToken
}
