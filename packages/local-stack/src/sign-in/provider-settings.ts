import type { Adapter, Configuration } from 'oidc-provider'
import { errorPage } from './error-page.ts'
import { personaBySub, personas } from './personas.ts'
import { signedOutPage, signOutPage } from './sign-out-page.ts'
import type { SigningKeys } from './signing-keys.ts'

export const clientId = 'azora-web'
/** The shop's own backend: what it asks for tokens with, in the sandbox only. */
export const serviceClient = { id: personas.service.sub, secret: 'sandbox-secret-of-the-shop' }
export const accessTokenSeconds = 60 * 60
/** Resource indicators are URIs; the audience that tokens carry is a plain name. */
const resource = 'urn:azora:payments'
export const resourceScope = 'payments'
const idScope = 'openid profile email offline_access'

/** One public single-page client, one backend with a secret, and access tokens that are JWTs for one audience. */
export function providerSettings(input: {
  keys: SigningKeys
  audience: string
  redirectOrigins: readonly string[]
  adapter: (model: string) => Adapter
}): Configuration {
  const { keys, audience, redirectOrigins, adapter } = input
  return {
    adapter,
    jwks: { keys: [keys.signing] },
    cookies: { keys: keys.cookieKeys },
    clients: [
      {
        client_id: clientId,
        client_name: 'Azora',
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: redirectOrigins.map((origin) => `${origin}/sign-in/callback`),
        post_logout_redirect_uris: redirectOrigins.flatMap((origin) => [origin, `${origin}/`]),
        id_token_signed_response_alg: 'ES256',
      },
      {
        client_id: serviceClient.id,
        client_secret: serviceClient.secret,
        client_name: personas.service.name,
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clientBasedCORS: (_ctx, origin) => redirectOrigins.includes(origin),
    claims: { openid: ['sub'], profile: ['name', 'roles'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    renderError: (ctx, { error, error_description: description }) => {
      ctx.type = 'html'
      ctx.body = errorPage(error, description)
    },
    pkce: { required: () => true },
    routes: { authorization: '/authorize', end_session: '/sign-out' },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      ClientCredentials: accessTokenSeconds,
      Grant: 14 * 24 * 60 * 60,
      IdToken: 60 * 60,
      Interaction: 60 * 60,
      RefreshToken: 14 * 24 * 60 * 60,
      Session: 14 * 24 * 60 * 60,
    },
    extraTokenClaims: (_ctx, token) => {
      // A token that a backend asked for itself belongs to nobody else.
      const profile = personaBySub('accountId' in token ? token.accountId : (token.clientId ?? ''))
      return profile && { roles: [...profile.roles], name: profile.name, email: profile.email }
    },
    findAccount: (_ctx, sub) => {
      const profile = personaBySub(sub)
      if (!profile) return undefined
      const { name, email, roles } = profile
      return { accountId: sub, claims: () => ({ sub, name, email, email_verified: true, roles: [...roles] }) }
    },
    // Our own application needs no consent.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc
      if (!client || !session?.accountId) return undefined
      const grantId = session.grantIdFor(client.clientId)
      const existing = grantId ? await provider.Grant.find(grantId) : undefined
      if (existing) return existing
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope(idScope)
      grant.addResourceScope(resource, resourceScope)
      await grant.save()
      return grant
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: resourceScope,
          audience,
          accessTokenTTL: accessTokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = signOutPage(form)
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = signedOutPage()
        },
      },
    },
  }
}
