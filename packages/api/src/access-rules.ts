import { staffRoles, trustedRoles, type Role } from '@azora/contract/role'

const anyone = 'anyone' as const
const shopper = ['shopper'] as const
const service = ['service'] as const
const admin = ['admin'] as const
const shopperOrTrusted = ['shopper', ...trustedRoles] as const

/**
 * Who may call which procedure: `anyone`, or callers with one of the roles. Which of a noun's rows they then see is for the
 * core to say. A procedure is built with `procedure('<its path>')`, so one without a rule here does not compile.
 */
export const accessRules = {
  'audit.list': staffRoles,
  'audit.verify': admin,
  'catalog.list': anyone,
  'events.dryRun': staffRoles,
  'events.get': staffRoles,
  'events.list': staffRoles,
  'events.replay': staffRoles,
  'events.status': staffRoles,
  'disputes.accept': admin,
  'disputes.get': trustedRoles,
  'disputes.list': trustedRoles,
  'disputes.saveEvidence': trustedRoles,
  'disputes.submit': staffRoles,
  'fraudWarnings.dismiss': staffRoles,
  'fraudWarnings.get': trustedRoles,
  'fraudWarnings.list': trustedRoles,
  'health.check': anyone,
  'paymentMethods.delete': shopper,
  'paymentMethods.getSetup': shopper,
  'paymentMethods.list': shopper,
  'paymentMethods.listExpiring': trustedRoles,
  'paymentMethods.setDefault': shopper,
  'paymentMethods.setup': shopper,
  'paymentMethods.verifyMicrodeposits': shopper,
  'payments.cancel': shopperOrTrusted,
  'payments.capture': trustedRoles,
  'payments.charge': service,
  'payments.chargeSaved': [...service, 'admin'],
  'payments.get': shopper,
  'payments.list': shopper,
  'payments.onLinkStatus': anyone,
  'payments.onStatus': shopper,
  'payments.openLink': anyone,
  'payments.process': shopper,
  'payments.quote': anyone,
  'payments.resumeByLink': anyone,
  'payments.verifyMicrodeposits': shopper,
  'payouts.get': trustedRoles,
  'payouts.list': trustedRoles,
  'receipts.get': shopperOrTrusted,
  'receipts.link': shopperOrTrusted,
  'receipts.list': shopper,
  'receipts.ofPayment': shopperOrTrusted,
  'receipts.pdf': shopperOrTrusted,
  'receipts.sendAgain': shopperOrTrusted,
  'reconciliation.compareAgain': admin,
  'reconciliation.get': staffRoles,
  'refunds.approve': admin,
  'refunds.create': trustedRoles,
  'refunds.get': trustedRoles,
  'refunds.list': trustedRoles,
  'refunds.ofPayment': shopper,
  'refunds.reject': trustedRoles,
} as const satisfies Record<string, typeof anyone | readonly Role[]>

type Rules = typeof accessRules
export type ProcedurePath = keyof Rules
/** The procedures that need somebody signed in. */
export type GuardedPath = { [P in ProcedurePath]: Rules[P] extends typeof anyone ? never : P }[ProcedurePath]
export type OpenPath = Exclude<ProcedurePath, GuardedPath>
