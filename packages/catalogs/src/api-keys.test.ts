import { describeApiKeyCatalog } from '@vitrine/testkit'
import { describe } from 'vitest'
import { createSqliteCatalog } from './dialects/sqlite.ts'

describe('SQLite API keys', () => describeApiKeyCatalog(() => createSqliteCatalog({ path: ':memory:' })))
