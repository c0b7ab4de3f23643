import { VISIBILITIES, type ImageQuery } from '@vitrine/core'
import { openSqlite } from './dialects/sqlite-database.ts'
import { indexedBy } from './dialects/sqlite-indexed-by.ts'
import { planPage } from './image-query.ts'
import { toImage } from './image-rows.ts'
const db = await openSqlite(process.argv[2]!)
const base = { everyone: false, othersCommunity: false, memberStatuses: ['accepted'] as const, visibilities: VISIBILITIES }
const scopes = { few: { ...base, projectId: 'f'.repeat(32) }, most: { ...base, projectId: 'm'.repeat(32) }, admin: { ...base, projectId: 'admin', everyone: true } }
const sort = [{ key: 'created_at', direction: 'desc' }, { key: 'id', direction: 'desc' }] as const
const M = { id: 'x', name: 'x', status: 'active', container_format: 'bare', disk_format: 'raw', size: 1, created_at: Date.UTC(2024, 1, 1), updated_at: 1 } as any
const queries: Record<string, Partial<ImageQuery>> = { plain: {}, deep: { marker: 'x' }, tag: { conditions: [{ field: 'tag', has: 'linux' }] }, status2: { conditions: [{ field: 'status', oneOf: ['active'] }, { field: 'property', name: 'image_type', equals: 'snapshot' }] } }
const med = (a: number[]) => a.toSorted((x, y) => x - y)[a.length >> 1]!.toFixed(3)
for (const [name, q] of Object.entries(queries)) for (const [who, scope] of Object.entries(scopes)) {
  const T: number[][] = [[], [], [], []]
  for (let i = 0; i < 200; i++) {
    const query = { scope, sort, limit: 26, ...q, conditions: [{ field: 'os_hidden', is: false }, ...(q.conditions ?? [])] } as ImageQuery
    let t = performance.now(); const lap = (k: number) => { const n = performance.now(); T[k]!.push(n - t); t = n }
    const page = (await planPage(db, query, q.marker ? M : undefined, indexedBy))!; lap(0)
    const c = page.compile(db); lap(1)
    const { rows } = await db.executeQuery(c); lap(2)
    rows.map(toImage); lap(3)
  }
  console.log(name.padEnd(8), who.padEnd(6), 'plan', med(T[0]!), 'compile', med(T[1]!), 'execute', med(T[2]!), 'toImage', med(T[3]!))
}
await db.destroy()
