import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = process.env['WEB_ORIGIN'] ?? 'http://localhost:3000'

/** The pages. `vite` alone serves them with hot reload and asks the running web process for everything else. */
export default defineConfig({
  plugins: [react(), tailwind()],
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    // The first ones that know light-dark(), which our colour tokens are made of.
    target: ['chrome123', 'firefox120', 'safari17.5'],
  },
  server: {
    port: 5173,
    proxy: { '/trpc': api, '/api': api, '/receipts': api },
  },
})
