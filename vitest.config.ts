import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**']

const onPostgres = { globalSetup: ['@azora/test-kit/global-setup'], testTimeout: 20_000, hookTimeout: 30_000 }

/** Tests of what is common to a whole process: they need one that no other file has used. */
const alone = ['packages/payments-core/test/statements.test.ts', 'packages/test-kit/test/simulate.test.ts']

/**
 * Three kinds of tests. `unit` needs nothing but Node, `integration` a PostgreSQL of the run's own, and `system` the
 * built pages and processes, a Chromium and time. A file says by its place and name which kind it is. Files
 * share processes, so that our modules are loaded once in each: whoever changes something there puts it back.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          isolate: false,
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
          isolate: false,
          include: ['packages/{payments-core,api,db,metrics,test-kit}/test/**/*.test.ts', 'apps/*/test/**/*.test.ts'],
          exclude: [...exclude, ...alone, '**/test/{browser,system}/**'],
          ...onPostgres,
        },
      },
      { test: { name: 'integration-alone', include: alone, exclude, ...onPostgres } },
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
