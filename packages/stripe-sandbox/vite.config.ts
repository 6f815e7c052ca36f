import { defineConfig } from 'vite'

/**
 * Two outputs in `dist/browser`: `stripe.js`, a classic script that a shop's page loads before its bundle, and
 * `assets/`, the scripts and styles of the pages that the sandbox serves inside iframes. `dist/server` is the sandbox
 * itself as JavaScript, for those who install the package: Node strips no types under `node_modules`.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  environments: {
    stripeJs: {
      consumer: 'client',
      build: {
        outDir: 'dist/browser',
        emptyOutDir: true,
        copyPublicDir: false,
        lib: {
          entry: 'src/browser/stripe-js/main.ts',
          formats: ['iife'],
          name: 'stripeSandbox',
          fileName: () => 'stripe.js',
        },
      },
    },
    pages: {
      consumer: 'client',
      build: {
        outDir: 'dist/browser/assets',
        emptyOutDir: false,
        assetsInlineLimit: 0,
        modulePreload: false,
        rolldownOptions: {
          input: { element: 'src/browser/element-page/main.ts', challenge: 'src/browser/challenge/main.ts' },
          output: {
            entryFileNames: '[name].js',
            chunkFileNames: '[name]-[hash].js',
            assetFileNames: '[name][extname]',
          },
        },
      },
    },
    server: {
      consumer: 'server',
      build: {
        outDir: 'dist/server',
        ssr: true,
        target: 'node22',
        minify: false,
        rolldownOptions: {
          input: { bin: 'src/bin.ts', 'create-stripe-sandbox': 'src/create-stripe-sandbox.ts' },
          // Flat: the code finds its data two folders up, here as in `src`.
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['stripeJs', 'pages', 'server']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
