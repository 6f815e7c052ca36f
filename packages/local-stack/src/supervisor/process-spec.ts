export type ProcessSpec = {
  /** Names its log file and its lines. */
  name: string
  /** A file that Node runs. */
  entry: string
  env: Readonly<Record<string, string>>
  /** Answers 2xx when the process is ready. */
  healthUrl: string
  /** What stops first stands on what stops later. */
  layer: 'application' | 'sandbox'
  /** Restart when this file changes, for `--watch`. */
  watchFile?: string
}
