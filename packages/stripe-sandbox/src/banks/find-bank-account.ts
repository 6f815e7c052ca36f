import type { TestBankAccount } from './test-bank-account.ts'
import { testIbans } from './test-ibans.ts'
import { usBankAccounts } from './us-bank-accounts.ts'

const byName = new Map([...usBankAccounts, ...testIbans].map((account) => [account.name, account]))

/** Other names by which Stripe knows the same accounts. */
const aliases: Record<string, string> = { usBankAccount: 'usBankAccount_success', sepaDebit: 'sepaDebit_success_de' }

export const findBankAccountByName = (name: string): TestBankAccount | undefined => byName.get(aliases[name] ?? name)
