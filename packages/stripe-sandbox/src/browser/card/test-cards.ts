/** A card of Stripe's published list, for the picker of the Payment Element. https://docs.stripe.com/testing */
export interface TestCard {
  label: string
  number: string
}

export const testCards: Record<string, readonly TestCard[]> = {
  Succeeds: [
    { label: 'Visa', number: '4242424242424242' },
    { label: 'Mastercard', number: '5555555555554444' },
    { label: 'American Express', number: '378282246310005' },
    { label: 'Discover', number: '6011111111111117' },
  ],
  '3D Secure': [
    { label: 'Asks for authentication', number: '4000002500003155' },
    { label: 'Always asks', number: '4000002760003184' },
    { label: 'Asks, then insufficient funds', number: '4000008260003178' },
  ],
  'Is declined': [
    { label: 'Insufficient funds', number: '4000000000009995' },
    { label: 'Declined, no reason', number: '4000000000000002' },
    { label: 'Expired card', number: '4000000000000069' },
    { label: 'Wrong security code', number: '4000000000000127' },
    { label: 'Processing error', number: '4000000000000119' },
  ],
}
