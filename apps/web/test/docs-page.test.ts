import { launchBrowser } from '@azora/test-kit/launch-browser'
import { expect, test } from 'vitest'
import { startWeb } from './support/start-web.ts'

test(
  'the documentation shows every noun and tries a call, with nothing from another origin',
  { timeout: 60_000 },
  async () => {
    await using web = await startWeb()
    await using browser = await launchBrowser()
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on(
      'request',
      (request) =>
        request.url().startsWith(web.url) || request.url().startsWith('data:') || complaints.push(request.url()),
    )

    await page.goto(`${web.url}/api/docs`)
    await page.locator('#operations-health-health_check .opblock-summary-control').click()
    const answered = page.waitForResponse(`${web.url}/api/health`)
    await page.locator('#operations-health-health_check .execute').click()

    expect((await answered).status()).toBe(200)
    expect(await page.locator('.opblock-tag').count()).toBe(12)
    expect(complaints).toEqual([])
  },
)
