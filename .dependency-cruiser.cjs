/** Who may import whom, as data. A package may import what its row names, itself, and libraries; nothing else. */
const mayImport = {
  'packages/contract': [],
  'packages/db': [],
  'packages/stripe-sandbox': [],
  'packages/local-stack': ['packages/db', 'packages/stripe-sandbox'],
  'packages/payments-core': ['packages/contract', 'packages/db'],
  'packages/api': ['packages/contract', 'packages/payments-core'],
  'packages/metrics': ['packages/payments-core', 'packages/db'],
  'packages/client': ['packages/contract'],
  'apps/web/src': ['packages/client', 'packages/contract'],
  'apps/web/server': ['packages/api', 'packages/metrics', 'packages/payments-core', 'packages/db', 'packages/contract'],
  'apps/webhook': ['packages/metrics', 'packages/payments-core', 'packages/db', 'packages/contract'],
  'packages/bench': [
    'packages/db',
    'packages/local-stack',
    'packages/payments-core',
    'packages/stripe-sandbox',
    'packages/test-kit',
  ],
}

const tests = String.raw`(\.test\.tsx?$|\.test-d\.ts$|/test/|/vitest\.config\.ts$|^packages/test-kit/)`
const ours = '^(packages|apps)/'

const layers = Object.entries(mayImport).map(([from, allowed]) => ({
  name: `layers-${from.replaceAll('/', '-')}`,
  comment: `${from} may import ${allowed.join(', ') || 'nothing of ours'}.`,
  severity: 'error',
  from: { path: `^${from}/`, pathNot: tests },
  to: {
    path: ours,
    pathNot: [from, ...allowed].map((path) => `^${path}/`),
  },
}))

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      comment: 'A path that does not resolve is a typing mistake, or a reach past what a package exports.',
      severity: 'error',
      from: { pathNot: '/generated/' },
      to: { couldNotResolve: true, pathNot: ['^virtual:', 'generated/'] },
    },
    {
      name: 'no-reach-into-src',
      comment: 'Packages are entered by their exports, not by a path into their sources.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/', pathNot: tests },
      to: { path: ours, pathNot: ['^$1/$2/'], dependencyTypes: ['local'] },
    },
    {
      name: 'features-stand-alone',
      comment: 'Only app/ puts features of the shop together.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/', pathNot: tests },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'stripe-in-one-place',
      comment: 'The Stripe SDK appears in the gateway; elsewhere in the core only its types do.',
      severity: 'error',
      from: {
        path: '^(packages/payments-core|packages/api|apps)/',
        pathNot: ['^packages/payments-core/src/stripe/', tests],
      },
      to: { path: 'node_modules/stripe/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'prisma-in-one-place',
      comment: 'Prisma appears in db and in *-rows.ts files only.',
      severity: 'error',
      from: { path: ours, pathNot: ['^packages/db/', '-rows\\.ts$', tests] },
      to: { path: '(node_modules/(@prisma|prisma)/|^packages/db/src/generated/)' },
    },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      from: { path: ours, pathNot: [tests, '^packages/test-kit/', '^packages/bench/'] },
      to: { path: ['^packages/test-kit/', 'node_modules/vitest/'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    exclude: { path: ['/dist/', '/generated/'] },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
}
