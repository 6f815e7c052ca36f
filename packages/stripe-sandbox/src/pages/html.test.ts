import { expect, test } from 'vitest'

import { html } from './html.ts'

test('values are escaped and markup is not', () => {
  const name = `<script>alert("1")</script> & 'Söhne'`

  const { text } = html`<p title="${name}">${html`<b>${name}</b>`}</p>`

  const escaped = '&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;Söhne&#39;'
  expect(text).toBe(`<p title="${escaped}"><b>${escaped}</b></p>`)
})
