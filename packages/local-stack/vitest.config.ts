import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { name: 'local-stack', testTimeout: 30_000 } })
