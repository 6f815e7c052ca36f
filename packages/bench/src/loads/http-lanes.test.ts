import { expect, test } from 'vitest'
import { isWhole } from './http-lanes.ts'

const head = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'

test('an answer is whole when it is as long as it says', () => {
  expect([head.slice(0, -2), `${head}hell`, `${head}hello`].map(isWhole)).toEqual([false, false, true])
})

test('an answer in chunks is whole with its last one', () => {
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'

  expect([chunked, `${chunked}0\r\n\r\n`].map(isWhole)).toEqual([false, true])
})
