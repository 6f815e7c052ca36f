/** Sixteen bytes as a UUID of a version, with the variant of RFC 9562. */
export function uuidOf(bytes: Uint8Array, version: 4 | 5): string {
  const marked = Array.from(bytes.subarray(0, 16), (byte, at) => {
    if (at === 6) return (byte & 0x0f) | (version << 4)
    return at === 8 ? (byte & 0x3f) | 0x80 : byte
  })
  const hex = marked.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
