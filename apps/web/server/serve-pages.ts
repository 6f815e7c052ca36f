import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PublicConfig } from '@azora/contract/public-config'
import express, { Router } from 'express'
import { renderIndex } from './render-index.ts'

/**
 * The built pages. Files with a hash in their name are kept for a year, the page itself never, so a new build is seen at once.
 *
 * @throws {Error} when the pages were not built
 */
export function servePages(directory: string, config: PublicConfig): Router {
  // Read anew each time: a page is asked for once a visit, and a build under a running process must be seen.
  const page = () => renderIndex(readFileSync(join(directory, 'index.html'), 'utf8'), config)
  page()
  const router = Router()

  const assets = express.static(join(directory, 'assets'), {
    immutable: true,
    maxAge: '1y',
    index: false,
    redirect: false,
  })
  router.use('/assets', assets, (_request, response) => {
    response.status(404).setHeader('cache-control', 'no-store').type('text').send('Not found')
  })
  router.get(['/', '/index.html'], (_request, response) => sendPage(response, page()))
  router.use(express.static(directory, { index: false, redirect: false, maxAge: '1h' }))
  // Every other address is one of the page's own; a file that is not there is not.
  router.get('/{*path}', (request, response, next) => {
    if (/\.\w+$/.test(request.path) || !request.accepts('html')) next()
    else sendPage(response, page())
  })
  return router
}

function sendPage(response: express.Response, page: string): void {
  response.setHeader('cache-control', 'no-store')
  response.type('html').send(page)
}
