import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const drawingWorker = fileURLToPath(import.meta.resolve('@azora/payments-core/receipt/drawing-worker'))

/** One file for the process and one for its threads: our own packages are bundled, libraries stay in node_modules. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist',
    target: 'node24',
    emptyOutDir: true,
    rolldownOptions: { input: { main: 'src/main.ts', 'drawing-worker': drawingWorker } },
  },
  ssr: { noExternal: [/^@azora\//] },
})
