import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**']

/**
 * Three kinds of tests. `unit` needs nothing but Node, `integration` a PostgreSQL of the run's own, and `browser` the
 * built pages, a Chromium and time. A file says by its place and name which kind it is.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{apps,packages}/*/src/**/*.test.{ts,tsx}',
            'packages/{contract,client,stripe-sandbox,local-stack}/test/**/*.test.ts',
          ],
          exclude: [...exclude, '**/test/browser/**'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['packages/{payments-core,api,db}/test/**/*.test.ts', 'apps/*/test/**/*.test.ts'],
          exclude: [...exclude, '**/test/browser/**'],
          globalSetup: ['@azora/test-kit/global-setup'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['{apps,packages}/*/test/browser/**/*.test.{ts,tsx}'],
          exclude,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
