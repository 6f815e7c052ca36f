/** The keys that a sandbox names; it takes any other test key as well. */
export const sandboxKeys = {
  secret: 'sk_test_sandboxForLocalUseOnly',
  publishable: 'pk_test_sandboxForLocalUseOnly',
}
