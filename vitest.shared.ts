import { defineConfig } from 'vitest/config'

// Tests read sources, not dist: what is edited is what is tested.
const conditions = ['@vitrine/source', 'node']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Files share the modules that they load: loading them for each file took longer than the tests.
    isolate: false,
    // Patience costs nothing where all is well; a machine that does much else at once needs it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
