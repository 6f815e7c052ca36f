/** A request as it goes over the wire: the first line, headers beside the host's, and a body where there is one. */
export function rawRequest(line: string, headers: readonly string[], body?: string): string {
  const length = body === undefined ? [] : [`content-length: ${Buffer.byteLength(body)}`]
  const head = [`${line} HTTP/1.1`, 'host: localhost', ...headers, ...length]
  return `${head.join('\r\n')}\r\n\r\n${body ?? ''}`
}
