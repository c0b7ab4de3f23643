import { defineConfig } from 'vitest/config'

// Tests read sources, not dist: what is edited is what is tested.
const conditions = ['@vitrine/source', 'node']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // Patience costs nothing where all is well; a machine that does much else at once needs it.
  test: { include: ['src/**/*.test.ts', 'test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
})
