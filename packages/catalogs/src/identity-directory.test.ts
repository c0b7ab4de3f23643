import { describeIdentityDirectory } from '@vitrine/testkit'
import { describe } from 'vitest'
import { createSqliteCatalog } from './dialects/sqlite.ts'

describe('SQLite identity directory', () => describeIdentityDirectory(() => createSqliteCatalog({ path: ':memory:' })))
