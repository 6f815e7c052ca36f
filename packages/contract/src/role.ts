/**
 * What a caller may be, as the `roles` claim of their access token says. `shopper` buys; `support` and `admin` are staff;
 * `service` is a merchant's own backend.
 */
export const roles = ['shopper', 'support', 'admin', 'service'] as const
export type Role = (typeof roles)[number]

export const staffRoles = ['support', 'admin'] as const satisfies readonly Role[]

/** Who may act on what belongs to any customer of the merchant. */
export const trustedRoles = [...staffRoles, 'service'] as const satisfies readonly Role[]

/** Whether a caller has one of the roles. */
export const hasRole = (has: readonly Role[], oneOf: readonly Role[]): boolean =>
  oneOf.some((role) => has.includes(role))
