/** How the sandbox behaves where Stripe has a setting, or a test wants Stripe to be less careful than it is. */
export interface Switches {
  /** Off: refunds of more than is left, or of a disputed charge, are not refused; the caller's own guard is what is tested. */
  refundChecks: boolean
  /** On: what is available is paid out at every midnight (UTC), as in a new account of Stripe. */
  automaticPayouts: boolean
}

/** The row that keeps them. */
export interface KeptSwitches extends Switches {
  id: 'switches'
}

export const usualSwitches: Switches = { refundChecks: true, automaticPayouts: false }

/** @throws {TypeError} for a switch that does not exist, or a value that is not true or false */
export function checkSwitches(given: Record<string, unknown>): Partial<Switches> {
  for (const [name, value] of Object.entries(given)) {
    if (!(name in usualSwitches)) throw new TypeError(`There is no switch ${name}; there are ${known}.`)
    if (typeof value !== 'boolean') throw new TypeError(`${name} must be true or false.`)
  }
  return given
}

const known = Object.keys(usualSwitches).join(', ')
