import { join } from 'node:path'
import { build } from 'vite'

/** What a build made, by name. */
export type Files = ReadonlyMap<string, { contentType: string; body: string }>

let building: Promise<Files> | undefined

/** The page of the tests, built once for all tests of a file, as a team would build it. */
export function builtPage(): Promise<Files> {
  building ??= buildPage()
  return building
}

async function buildPage(): Promise<Files> {
  const result = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    build: {
      write: false,
      cssMinify: false,
      rolldownOptions: {
        input: join(import.meta.dirname, 'page.tsx'),
        // Libraries mark what React's server would leave to the browser; here all of it runs there.
        onwarn: () => undefined,
        output: { entryFileNames: 'page.js', codeSplitting: false, assetFileNames: 'page[extname]' },
      },
    },
  })
  // One build with one output, as it is not watched.
  const { output } = result as { output: { fileName: string; code?: string; source?: string }[] }
  return new Map(
    output.map(({ fileName, code, source }) => [
      fileName,
      { contentType: fileName.endsWith('.css') ? 'text/css' : 'text/javascript', body: code ?? String(source) },
    ]),
  )
}
