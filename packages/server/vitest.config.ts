import { defineConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

// Without `import`: these conditions reach `require` too, where Express would be given modules for functions.
const conditions = ['@vitrine/source', 'node', 'default']

export default defineConfig({ ...shared, resolve: { conditions }, ssr: { resolve: { conditions } } })
