/**
 * Puts the sandbox's stand-in for Stripe.js on the page, where the web process has not done so already: under Vite's own
 * server. Without it `loadStripe` would fetch Stripe's script, which knows nothing of the sandbox.
 *
 * @throws when the script does not arrive; another call tries again
 */
export async function loadSandboxScript(url: string): Promise<void> {
  if ('Stripe' in window) return
  const script = document.createElement('script')
  script.src = url
  await new Promise((resolve, reject) => {
    script.addEventListener('load', resolve)
    script.addEventListener('error', () => reject(new Error('The sandbox did not send its stripe.js')))
    document.head.append(script)
  })
}
