import { defineConfig } from 'vite'

/**
 * Two outputs in `dist/browser`: `stripe.js`, a classic script that a shop's page loads before its bundle, and
 * `assets/`, the scripts and styles of the pages that the sandbox serves inside iframes.
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
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['stripeJs', 'pages']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
