import type { World } from './create-world.ts'

/** Does something at the world's Stripe as somebody else than our code would: a page, the dashboard, another system. */
export async function askStripe(
  { stripe }: Pick<World, 'stripe'>,
  path: string,
  form: Record<string, string>,
): Promise<{ id: string }> {
  const response = await fetch(`${stripe.url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stripe.secretKey}` },
    body: new URLSearchParams(form),
  })
  const answer = (await response.json()) as { id: string; error?: { message: string } }
  if (answer.error) throw new Error(answer.error.message)
  return answer
}
