/** The version of Stripe's API that the sandbox speaks, and that its events carry. */
export const apiVersion = '2026-10-28.endive'
