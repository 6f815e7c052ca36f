import { defineConfig } from 'vitest/config'

/** Browser tests use the files as they are built, so every run builds them first (well under a second). */
export default defineConfig({
  test: { globalSetup: './test/browser/build-browser-files.ts', testTimeout: 30_000, hookTimeout: 60_000 },
})
