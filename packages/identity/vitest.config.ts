import { mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

// A module that a test replaces has to be loaded by the file that replaces it.
export default mergeConfig(shared, { test: { isolate: true } })
