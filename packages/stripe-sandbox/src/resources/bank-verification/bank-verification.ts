/** Two small deposits, or one with a code, by which the holder proves that an account is theirs. Never shown. */
export interface BankVerification {
  id: string
  /** The payment or setup that waits for it. */
  intent: string
  methodId: string
  mandateId: string
  wrongTries: number
}

export interface VerifyParams {
  amounts?: number[]
  client_secret?: string
  descriptor_code?: string
}

/** What a payment or a setup shows while it waits. */
export interface VerifyWithMicrodeposits {
  type: 'verify_with_microdeposits'
  verify_with_microdeposits: {
    arrival_date: number
    hosted_verification_url: string
    microdeposit_type: 'amounts' | 'descriptor_code'
  }
}
