/**
 * What a caller may be, as the `roles` claim of their access token says. `shopper` buys; `support` and `admin` are staff;
 * `service` is a merchant's own backend.
 */
export const roles = ['shopper', 'support', 'admin', 'service'] as const
export type Role = (typeof roles)[number]
