/**
 * Runs a payment unless another tab of this browser is running one. The lock ends with the tab, however it ends.
 * What keeps money from moving twice is the server; this keeps two tabs from asking at all.
 *
 * @returns false when another tab is paying, and nothing was done here
 */
export async function payInOneTab(pay: () => Promise<unknown>): Promise<boolean> {
  return navigator.locks.request('azora.pay', { ifAvailable: true }, async (lock) => {
    if (!lock) return false
    await pay()
    return true
  })
}
