import type { ServerResponse } from 'node:http'
import { sendJson, sendPage } from '../http/send.ts'
import { inboxPage } from './inbox-page.ts'
import type { MailAttachment } from './mail-message.ts'
import type { MailStore } from './mail-store.ts'

// Mail is foreign markup even here: no scripts, no forms, nothing loaded but images.
const mailPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data: https: http:; style-src 'unsafe-inline'"
const shownInline = /^(application\/pdf|image\/(png|jpeg|gif|webp)|text\/plain)\b/

/** Answers the pages of the inbox; false when the address is not one of them. */
export function answerInbox(store: MailStore, url: URL, response: ServerResponse): boolean {
  if (url.pathname === '/') {
    sendPage(response, 200, inboxPage(store.messages(), undefined))
    return true
  }
  const [root, id = '', part, index = ''] = url.pathname.split('/').slice(1)
  const message = root === 'messages' ? store.find(id) : undefined
  if (!message) return false
  if (part === undefined) sendPage(response, 200, inboxPage(store.messages(), message))
  else if (part === 'html') sendMail(response, message.html ?? '')
  else if (part === 'attachments')
    sendAttachment(response, message.attachments[Number(index)], url.searchParams.has('download'))
  else return false
  return true
}

function sendMail(response: ServerResponse, markup: string): void {
  response.setHeader('content-security-policy', mailPolicy)
  sendPage(response, 200, `<base target="_blank">${markup}`)
}

function sendAttachment(response: ServerResponse, file: MailAttachment | undefined, download: boolean): void {
  if (!file) return sendJson(response, 404, { statusCode: 404, name: 'not_found', message: 'Attachment not found' })
  const disposition = !download && shownInline.test(file.contentType) ? 'inline' : 'attachment'
  response.writeHead(200, {
    'content-type': file.contentType,
    'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
    'x-content-type-options': 'nosniff',
  })
  response.end(Buffer.from(file.content, 'base64'))
}
