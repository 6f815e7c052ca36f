/**
 * A setting that `start` hands to a sandbox's process.
 *
 * @throws when it is missing, in a sentence that names it
 */
export function readSetting(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`${name} is not set: start the sandboxes with npm start`)
  return value
}
