import { deleteMethod } from '@azora/payments-core/method/delete-method'
import { setUpMethod } from '@azora/payments-core/method/set-up-method'
import { chargeSaved } from '@azora/payments-core/payment/charge-saved'
import { signLinkToken } from '@azora/payments-core/payment/link-token'
import { resumeByLink } from '@azora/payments-core/payment/resume-by-link'
import { askStripe } from '../../ask-stripe.ts'
import { saveMethod } from '../../save-method.ts'
import { answerBank, hear, intentOf, sendMails } from './acts.ts'
import type { Scenario } from './scenario.ts'

export const setup: Scenario = {
  name: 'save a card without paying',
  faults: 'P3',
  stage: async () => async (player) => {
    const { setup, clientSecret } = await setUpMethod(player.shopper, { requestId: player.id('setup') })
    // Once it is over there is no secret, and the page has nothing more to do.
    if (!clientSecret) return
    const [id = ''] = clientSecret.split('_secret_')
    const isConfirmed = player.world.stripe
      .objects('setup_intent')
      .some((intent) => intent.metadata?.['azora_setup_id'] === setup.id && intent.status === 'succeeded')
    if (!isConfirmed) {
      const form = { return_url: 'http://shop.test', payment_method: 'pm_card_visa' }
      await askStripe(player.world, `setup_intents/${id}/confirm`, form)
    }
    await hear(player, id, 'setup_intent.succeeded')
  },
}

/** Nobody is there, the bank wants them; the link in the mail brings them, and they pay. */
export const chargeThatTheBankAsksAbout: Scenario = {
  name: 'charge a saved card, the bank asks',
  faults: 'P3 E1',
  // The link in the mail is good for a week.
  patienceHours: 8 * 24,
  async stage(player) {
    const { caller } = player.shopper
    await saveMethod(player.world, 'pm_card_authenticationRequired', caller)
    return async (player) => {
      const { world, ctx, staff, id } = player
      const payment = await chargeSaved(staff('service'), {
        requestId: id('charge'),
        customerSubject: caller.subject,
        cart: world.cart(),
      })
      await sendMails(player)
      const expiresAt = new Date(Date.parse(payment.createdAt) + 7 * 86_400_000)
      const token = signLinkToken(ctx.linkSecret, { paymentId: payment.id, expiresAt })
      await resumeByLink(ctx, { requestId: id('resume'), token })
      const intentId = intentOf(world, payment.id)
      answerBank(world, intentId)
      await hear(player, intentId, 'payment_intent.succeeded')
    }
  },
}

export const removal: Scenario = {
  name: 'remove a saved card',
  faults: 'P3',
  async stage(player) {
    const savedMethodId = await saveMethod(player.world, 'pm_card_visa', player.shopper.caller)
    return ({ shopper, id }) => deleteMethod(shopper, { requestId: id('remove'), savedMethodId })
  },
}
