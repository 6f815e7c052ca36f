import type { FrameLocator, Page } from 'playwright-core'

/** The card fields of a checkout page, in their iframe of Stripe's origin. */
export const cardFieldsOf = (page: Page): FrameLocator =>
  page.frameLocator('iframe[title="Secure payment input frame"]').first()

/** Types a test card, as a shopper in the United States would. */
export async function fillCard(page: Page, cardNumber: string): Promise<void> {
  const card = cardFieldsOf(page)
  await card.getByLabel('Card number').fill(cardNumber)
  await card.getByLabel('Expiration date').fill('12/34')
  await card.getByLabel('Security code').fill('123')
  await card.getByLabel('ZIP code').fill('94107')
}
