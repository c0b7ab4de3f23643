import { describeDownloadLinkCatalog } from '@vitrine/testkit'
import { describe } from 'vitest'
import { createSqliteCatalog } from './dialects/sqlite.ts'

describe('SQLite download links', () => describeDownloadLinkCatalog(() => createSqliteCatalog({ path: ':memory:' })))
