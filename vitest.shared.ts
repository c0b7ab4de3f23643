import { defineConfig } from 'vitest/config'

// Tests read sources, not dist: what is edited is what is tested.
const conditions = ['@vitrine/source', 'node']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['src/**/*.test.ts', 'test/**/*.test.ts'], testTimeout: 20_000, hookTimeout: 60_000 },
})
