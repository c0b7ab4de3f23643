import type { Login } from '@vitrine/core'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, test } from 'vitest'
import { createApiKeyCatalog } from '../api-keys.ts'
import { createDownloadLinkCatalog } from '../download-links.ts'
import { createMachineImageCatalog } from '../machine-image-catalog.ts'
import type { CatalogTables } from '../schema.ts'
import { migrate } from './index.ts'

const NOW = new Date(1)
const BOB: Login = { id: 'user-1', name: 'bob' }
const LEASE = { holder: 'first', busyUntil: NOW, leaseUntil: NOW }

/** What SQLite does to find the rows, of whatever is asked in the meantime. */
async function plansOf(ask: (db: Kysely<CatalogTables>) => Promise<unknown>): Promise<string[]> {
  const asked: string[] = []
  const database = new Database(':memory:', { verbose: (statement) => asked.push(String(statement)) })
  const db = new Kysely<CatalogTables>({ dialect: new SqliteDialect({ database }) })
  await migrate(db)
  asked.length = 0
  await ask(db)
  const plans = asked
    .filter((statement) => /^(select|insert|update|delete)/.test(statement))
    .flatMap((statement) => database.prepare(`explain query plan ${statement}`).all() as { readonly detail: string }[])
  await db.destroy()
  return plans.map(({ detail }) => detail)
}

async function askForMachineImages(db: Kysely<CatalogTables>): Promise<void> {
  const catalog = createMachineImageCatalog(db)
  await catalog.findAppliance('bob', 1)
  await catalog.listAppliances('bob')
  await catalog.setOsProfile('bob', 1, 'Minimal', NOW)
  await catalog.deleteAppliance('bob', 1)
  await catalog.findMachineImage('bob', 1)
  await catalog.listMachineImages('bob')
  await catalog.listMachineImages('bob', 1)
  await catalog.deleteMachineImage(1)
  await catalog.beginGeneration(1, NOW)
}

async function askForLinks(db: Kysely<CatalogTables>): Promise<void> {
  const links = createDownloadLinkCatalog(db)
  await links.list('image-1')
  await links.findByKey('key')
  await links.remove('image-1', 'id')
  await links.claim('key', NOW, LEASE)
  await links.resume('key', 1, NOW, LEASE)
  await links.report('key', 1, LEASE)
  await links.spend('key', NOW)
  await links.removeExpired(NOW)
}

async function askForApiKeys(db: Kysely<CatalogTables>): Promise<void> {
  const keys = createApiKeyCatalog(db)
  const key = { user: BOB, name: '', description: null, publicKey: 'public', secretKey: 'secret', createdAt: NOW }
  await keys.insertApiKey(key, 1)
  await keys.listApiKeys('bob')
  await keys.findApiKey('public')
  await keys.updateApiKey('bob', 1, { name: '', description: null }, NOW)
  await keys.deleteApiKey('bob', 1)
}

test.for([
  { what: 'appliances and machine images', ask: askForMachineImages, plans: 11 },
  { what: 'download links', ask: askForLinks, plans: 8 },
  { what: 'API keys', ask: askForApiKeys, plans: 5 },
])('whatever is asked of $what is found by an index, in the order in which it is wanted', async ({ ask, plans }) => {
  const steps = await plansOf(ask)
  expect(steps.length).toBeGreaterThanOrEqual(plans)
  expect(steps.filter((step) => /^SCAN|TEMP B-TREE/.test(step))).toStrictEqual([])
})

test('those that are generated, which are few, are found by an index and sorted', async () => {
  const index = 'SEARCH machine_images USING INDEX machine_images_by_status (status=?)'
  const steps = await plansOf((db) => createMachineImageCatalog(db).listGenerating())
  expect(steps).toStrictEqual([index, 'USE TEMP B-TREE FOR ORDER BY'])
})
