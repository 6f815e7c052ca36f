import { defineConfig } from 'vite'

/** One file for the process: our own packages are bundled, libraries stay in node_modules. */
export default defineConfig({
  build: { ssr: 'src/main.ts', outDir: 'dist', target: 'node24', emptyOutDir: true },
  ssr: { noExternal: [/^@azora\//] },
})
