/** Small enough to hold no lock for long; a statement of so many rows takes some ten milliseconds. */
const batch = 500
const batchesAtMost = 200

/**
 * Does work on many rows in statements of few, each its own commit, until one finds less than it might have taken. What is
 * left beyond 100,000 rows is for the next run.
 *
 * @returns how many rows in all
 */
export async function inBatches(work: (limit: number) => Promise<{ count: number } | undefined>): Promise<number> {
  let total = 0
  for (let done = 0; done < batchesAtMost; done += 1) {
    const count = (await work(batch))?.count ?? 0
    total += count
    if (count < batch) break
  }
  return total
}
