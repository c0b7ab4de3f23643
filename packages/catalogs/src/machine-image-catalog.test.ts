import { describeMachineImageCatalog } from '@vitrine/testkit'
import { describe } from 'vitest'
import { createSqliteCatalog } from './dialects/sqlite.ts'

describe('SQLite machine images', () => describeMachineImageCatalog(() => createSqliteCatalog({ path: ':memory:' })))
