// oidc-provider warns on stderr when it loads on a Node release that has no LTS name yet, ours included. That line
// would be the first thing a newcomer sees, and says nothing they could act on.
/* oxlint-disable eslint/no-console -- muted only while the module loads */
const { warn } = console
console.warn = () => {}
export const { Provider, errors } = await import('oidc-provider').finally(() => {
  console.warn = warn
})
