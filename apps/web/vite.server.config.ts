import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const drawingWorker = fileURLToPath(import.meta.resolve('@azora/payments-core/receipt/drawing-worker'))

/** One file for the process and one for its threads: our own packages are bundled, libraries stay in node_modules where the app has them. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/server',
    target: 'node24',
    emptyOutDir: true,
    copyPublicDir: false,
    rolldownOptions: { input: { main: 'server/main.ts', 'drawing-worker': drawingWorker } },
  },
  ssr: { noExternal: [/^@azora\//] },
})
