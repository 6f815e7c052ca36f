import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**']

/**
 * Three kinds of tests. `unit` needs nothing but Node, `integration` a PostgreSQL of the run's own, and `system` the
 * built pages and processes, a Chromium and time. A file says by its place and name which kind it is.
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
          exclude: [...exclude, '**/test/{browser,system}/**'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['packages/{payments-core,api,db,test-kit}/test/**/*.test.ts', 'apps/*/test/**/*.test.ts'],
          exclude: [...exclude, '**/test/{browser,system}/**'],
          globalSetup: ['@azora/test-kit/global-setup'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'system',
          include: ['{apps,packages}/*/test/{browser,system}/**/*.test.{ts,tsx}'],
          exclude,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
