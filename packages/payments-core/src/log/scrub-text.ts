const longest = 4_000

const secrets: readonly RegExp[] = [
  /\b(?:sk|rk)_(?:test|live)_\w+/g,
  /\bwhsec_\w+/g,
  /\bre_\w{8,}/g,
  /\b(?:pi|seti)_\w+_secret_\w+/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /(?<![^\s@"'<>()])[^\s@"'<>()]+@[^\s@"'<>()]+\.\w{2,}/g,
  // Twelve digits or more, as on a card; hexadecimal ids have letters between theirs.
  /(?<![\w-])\d(?:[ -]?\d){11,18}(?![\w-])/g,
]

/** A text without keys, tokens, addresses and card numbers, cut to a length that a log can bear. */
export function scrubText(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text
  return secrets.reduce((rest, pattern) => rest.replace(pattern, '[redacted]'), short)
}
