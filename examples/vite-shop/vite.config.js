import { defineConfig } from 'vite'

// The payments API and the page share an origin, as they will behind the team's own proxy.
const api = process.env.API_URL ?? 'http://localhost:3000'
const signIn = process.env.SIGN_IN_URL ?? 'http://localhost:12113'
const proxy = {
  '/trpc': api,
  '/api': api,
  '/receipts': api,
  // A sign-in of the sandbox's, in place of the team's own.
  '/dev-token': { target: signIn, rewrite: () => '/_sandbox/token' },
}

export default defineConfig({ server: { proxy }, preview: { proxy } })
