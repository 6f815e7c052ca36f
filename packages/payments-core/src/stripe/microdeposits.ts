/** What its holder says arrived on a bank account. One of the two is set. */
export interface Microdeposits {
  descriptorCode: string | null
  amounts: number[] | null
}

export const microdepositsOf = (said: {
  descriptorCode?: string | undefined
  amounts?: number[] | undefined
}): Microdeposits => ({ descriptorCode: said.descriptorCode?.toUpperCase() ?? null, amounts: said.amounts ?? null })

/** As Stripe takes it. */
export const microdepositParams = ({ descriptorCode, amounts }: Microdeposits) => ({
  ...(descriptorCode && { descriptor_code: descriptorCode }),
  ...(amounts && { amounts }),
})

/** Whether Stripe's code says that the answer was wrong, and may be given again. */
export const isMismatch = (code: string | null): boolean =>
  code !== null && /^payment_method_microdeposit_verification_(amounts|descriptor_code)_(mismatch|invalid)$/.test(code)
