import { defineConfig } from 'vite'

/** One file for the process: our own packages are bundled, libraries stay in node_modules where the app has them. */
export default defineConfig({
  build: { ssr: 'server/main.ts', outDir: 'dist/server', target: 'node24', emptyOutDir: true, copyPublicDir: false },
  ssr: { noExternal: [/^@azora\//] },
})
