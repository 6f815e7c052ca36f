import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { chromium, type Browser } from 'playwright-core'

/**
 * Starts a headless Chromium: `CHROMIUM_PATH`, else one that the system or Playwright installed, else the one in the npm
 * package `@sparticuz/chromium` (Linux x64), unpacked once per machine into the temporary folder. Close it when done.
 *
 * @throws when `CHROMIUM_PATH` names no file, or when there is no Chromium for this machine
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = installedChromium()
  if (installed) return launch(installed, {})

  const folder = await unpackedChromium()
  const env = { FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  try {
    return await launch(join(folder, 'chromium'), env)
  } catch (error) {
    if (!String(error).includes('shared libraries')) throw error
    const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter)
    return launch(join(folder, 'chromium'), { ...env, LD_LIBRARY_PATH: libraries })
  }
}

/** The sandbox of Chromium needs rights that containers and root do not have; pages under test are our own. */
function launch(executablePath: string, env: Record<string, string>): Promise<Browser> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-dev-shm-usage'],
    env: { ...Object.fromEntries(inherited), ...env },
  })
}

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

function installedChromium(): string | undefined {
  const asked = process.env['CHROMIUM_PATH']
  if (asked && !existsSync(asked)) throw new Error(`CHROMIUM_PATH names ${asked}, where there is no file.`)
  return asked ?? [chromium.executablePath(), ...systemPaths].find((path) => path && existsSync(path))
}

/**
 * The npm package unpacks in place, so a second process could start a half-written file. This unpacks into a folder of
 * its own and renames it: whoever comes second finds the finished one. A crash leaves only an unused folder behind.
 */
async function unpackedChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium was found. Install one, or set CHROMIUM_PATH to its executable.')
  }
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const folder = join(tmpdir(), 'azora-chromium-153.0.0')
  if (existsSync(join(folder, 'chromium'))) return folder

  const unpacking = await mkdtemp(`${folder}-`)
  const script = `const { default: chromium } = await import(${JSON.stringify(entry)}); await chromium.executablePath()`
  const env = { ...process.env, TMPDIR: unpacking, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' } // the name makes it unpack its shared libraries too
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: dirname(entry), env })
  await writeFile(join(unpacking, 'fonts.conf'), fontsConf(folder))
  await rename(unpacking, folder).catch(() => rm(unpacking, { recursive: true, force: true }))
  return folder
}

/** The machine's fonts if it has any, and Open Sans from the npm package, without which nothing would be drawn. */
function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
}
