export {
  aCart,
  aCatalog,
  aPayment,
  aPaymentSummary,
  aProduct,
  aReceipt,
  aRefund,
  aSavedMethod,
  testDay,
  testId,
} from './builders.ts'
export { createTestShop, type BankMood, type TestShop, type TestShopOptions } from './create-test-shop.ts'
export type { FakeProcedure, FakeProcedures, InputOf, OutputOf, ProcedurePath } from './fake-procedures.ts'
export { paymentsHandlers, type PaymentsHandlersOptions } from './payments-handlers.ts'
export { refuse, type FakeRefusal } from './refuse.ts'
export type { WireCall } from './wire.ts'
