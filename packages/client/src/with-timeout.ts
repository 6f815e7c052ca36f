/**
 * Runs a request that is over after a time, or when the caller's signal says so. Made of an `AbortController` alone, since not
 * every place that we run in has `AbortSignal.any`. The error of a timeout is called `TimeoutError`, the caller's `AbortError`.
 */
export async function withTimeout<Answer>(
  timeoutMs: number,
  signal: AbortSignal | null | undefined,
  send: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const controller = new AbortController()
  const stop = () => controller.abort(signal?.reason)
  const timer = setTimeout(() => controller.abort(timeoutError(timeoutMs)), timeoutMs)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  try {
    return await send(controller.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

function timeoutError(timeoutMs: number): Error {
  const error = new Error(`No answer came within ${timeoutMs} ms`)
  error.name = 'TimeoutError'
  return error
}
