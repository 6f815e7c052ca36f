import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { peers } from '../../build/layout.ts'

/** What a page pays for a module, peers not counted: minified code, and how many bytes of it travel gzipped. */
export async function bundleFor(source: string, dir: string): Promise<{ code: string; gzipBytes: number }> {
  const entry = 'virtual:page'
  const bundle = await rolldown({
    cwd: dir,
    input: entry,
    external: peers,
    platform: 'browser',
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === entry ? `${dir}/page.js` : null),
        load: (id) => (id === `${dir}/page.js` ? source : null),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'es', minify: true })
  await bundle.close()
  const code = output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('')
  return { code, gzipBytes: gzipSync(code).length }
}
