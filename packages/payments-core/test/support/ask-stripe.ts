import type { World } from '@azora/test-kit/create-world'

/** Does something at the world's Stripe as somebody else than our code would: a page, the dashboard, another system. */
export async function askStripe(world: World, path: string, form: Record<string, string>): Promise<{ id: string }> {
  const response = await fetch(`${world.stripe.url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.stripe.secretKey}` },
    body: new URLSearchParams(form),
  })
  const answer = (await response.json()) as { id: string; error?: { message: string } }
  if (answer.error) throw new Error(answer.error.message)
  return answer
}
