import type { DeclineReason } from '@azora/contract/decline-reason'
import type { PaymentStatus } from '@azora/contract/payment-status'

/** Everything that the components say, beside refusals. A language that lacks a text does not compile. */
export interface UiWords {
  common: {
    loading: string
    retry: string
    failedTitle: string
    failed: string
    brokenTitle: string
    broken: string
    /** "Visa ending in 4242", for who hears it. */
    cardSpoken: (brand: string, last4: string) => string
    noMethod: string
    /** What types of methods are called that have no brand. */
    types: Record<string, string>
  }
  checkout: {
    title: string
    pricing: string
    total: string
    quantity: (count: number) => string
    payWith: string
    anotherMethod: string
    default: string
    expired: string
    saveMethod: string
    formLoading: string
    formFailed: string
    pay: (amount: string) => string
    confirming: string
    action: string
    settling: string
    settlingText: string
    secure: string
    offline: string
    unreachable: string
    unpriced: string
    fixed: string
    stripeProblem: string
    declinedAgain: string
    paid: string
    paidText: (amount: string) => string
    authorized: string
    authorizedText: (amount: string) => string
    openReceipt: string
    receiptComing: string
  }
  methods: {
    title: string
    default: string
    expires: (month: string) => string
    expired: (month: string) => string
    makeDefault: string
    madeDefault: string
    remove: string
    /** The button of one method, for who hears it. */
    removeNamed: (method: string) => string
    makeDefaultNamed: (method: string) => string
    removeAsk: string
    removed: string
    keep: string
    waiting: string
    waitingUntil: (date: string) => string
    empty: string
    add: string
    save: string
    saving: string
    cancel: string
    added: string
  }
  history: {
    title: string
    status: string
    anyStatus: string
    more: string
    loadingMore: string
    end: string
    shown: (count: number) => string
    empty: string
    noMatch: string
    clear: string
    refunded: (amount: string) => string
  }
  receipt: {
    title: string
    from: string
    to: string
    paidOn: string
    paidWith: string
    item: string
    quantity: string
    unitPrice: string
    amount: string
    total: string
    refund: (number: string) => string
    refundFailed: string
    refundedTotal: string
    authorized: string
    openPdf: string
    opening: string
    pdfFailed: string
    blocked: string
    openHere: string
    sendAgain: string
    sending: string
    sent: string
    mailed: (moment: string) => string
    notMailed: string
    coming: string
    questions: (email: string) => string
  }
  status: Record<PaymentStatus, string>
  decline: Record<DeclineReason, string>
}

/** Texts in place of ours; what is left out stays. */
export type ChangedWords = { [Group in keyof UiWords]?: Partial<UiWords[Group]> }
