/** A debit needs a mandate; the shopper gives it with the button that the text beside the form names. */
export const acceptedOnline = () => ({
  customer_acceptance: { type: 'online', online: { ip_address: '127.0.0.1', user_agent: navigator.userAgent } },
})
