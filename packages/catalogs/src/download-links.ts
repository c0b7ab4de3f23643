import type { DownloadLink, DownloadLinkCatalog, Lease, NewDownloadLink } from '@vitrine/core'
import type { Kysely, Selectable } from 'kysely'
import type { CatalogTables, DownloadLinksTable } from './schema.ts'

const NO_LEASE = { holder: null, busy_until: null, lease_until: null }

/** Download links over any engine that Kysely speaks to. A use is a compare-and-set: who changes the row has won. */
export function createDownloadLinkCatalog(db: Kysely<CatalogTables>): DownloadLinkCatalog {
  return {
    async insert(link) {
      await db.insertInto('download_links').values(fromNew(link)).execute()
    },

    async list(imageId) {
      const rows = await db
        .selectFrom('download_links')
        .selectAll()
        .where('image_id', '=', imageId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map(toLink)
    },

    async findByKey(key) {
      const row = await db.selectFrom('download_links').selectAll().where('key', '=', key).executeTakeFirst()
      return row && toLink(row)
    },

    async remove(imageId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('download_links')
        .where('id', '=', id)
        .where('image_id', '=', imageId)
        .executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    },

    async claim(key, at, lease) {
      const { numUpdatedRows } = await db
        .updateTable('download_links')
        .set({ claimed_at: at.getTime(), ...(lease && fromLease(lease)) })
        .where('key', '=', key)
        .where('claimed_at', 'is', null)
        .where('expires_at', '>', at.getTime())
        .executeTakeFirstOrThrow()
      return numUpdatedRows > 0n
    },

    async resume(key, start, at, lease) {
      if (start <= 0) return false
      const { numUpdatedRows } = await db
        .updateTable('download_links')
        .set(fromLease(lease))
        .where('key', '=', key)
        .where('delivered', '>=', start)
        .where('busy_until', '<=', at.getTime())
        .where('lease_until', '>', at.getTime())
        .where('expires_at', '>', at.getTime())
        .executeTakeFirstOrThrow()
      return numUpdatedRows > 0n
    },

    async report(key, delivered, lease) {
      const { numUpdatedRows } = await db
        .updateTable('download_links')
        .set(({ eb, ref }) => ({
          ...fromLease(lease),
          delivered: eb.case().when('delivered', '<', delivered).then(delivered).else(ref('delivered')).end(),
        }))
        .where('key', '=', key)
        .where('holder', '=', lease.holder)
        .executeTakeFirstOrThrow()
      return numUpdatedRows > 0n
    },

    async spend(key, at) {
      await db
        .updateTable('download_links')
        .set(({ fn, ref, val }) => ({ ...NO_LEASE, claimed_at: fn.coalesce(ref('claimed_at'), val(at.getTime())) }))
        .where('key', '=', key)
        .execute()
    },

    async removeExpired(before) {
      await db.deleteFrom('download_links').where('expires_at', '<', before.getTime()).execute()
    },
  }
}

function fromLease({ holder, busyUntil, leaseUntil }: Lease) {
  return { holder, busy_until: busyUntil.getTime(), lease_until: leaseUntil.getTime() }
}

function toLink(row: Selectable<DownloadLinksTable>): DownloadLink {
  return {
    id: row.id,
    key: row.key,
    imageId: row.image_id,
    caller: JSON.parse(row.caller),
    offered: row.offered === 1,
    createdAt: new Date(row.created_at),
    expiresAt: new Date(row.expires_at),
    claimedAt: asDate(row.claimed_at),
    busyUntil: asDate(row.busy_until),
    leaseUntil: asDate(row.lease_until),
    delivered: row.delivered,
  }
}

function asDate(time: number | null): Date | null {
  return time === null ? null : new Date(time)
}

function fromNew(link: NewDownloadLink): DownloadLinksTable {
  return {
    id: link.id,
    key: link.key,
    image_id: link.imageId,
    caller: JSON.stringify(link.caller),
    offered: Number(link.offered),
    created_at: link.createdAt.getTime(),
    expires_at: link.expiresAt.getTime(),
    claimed_at: null,
    ...NO_LEASE,
    delivered: 0,
  }
}
