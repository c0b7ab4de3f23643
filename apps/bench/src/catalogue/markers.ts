import Database from 'better-sqlite3'

export type Markers = Readonly<Record<string, string>>

const SORT_KEYS = ['name', 'status', 'container_format', 'disk_format', 'size', 'id', 'created_at', 'updated_at']
const DEEP = 0.9

/** For each order, as in `name:asc`, an image for everybody that nine of ten come before. */
export function findMarkers(path: string): Markers {
  const database = new Database(path, { readonly: true })
  try {
    const listed = `from images where hidden = 0 and visibility = 'public' and deleted_at is null`
    const offset = Math.floor(DEEP * Number(database.prepare(`select count(*) ${listed}`).pluck().get()))
    const orders = SORT_KEYS.flatMap(
      (key) =>
        [
          [key, 'asc'],
          [key, 'desc'],
        ] as const,
    )
    return Object.fromEntries(
      orders.map(([key, direction]) => {
        const order = [key, 'created_at', 'id'].map((one) => `${one} ${direction}`).join(', ')
        const id = database.prepare<unknown[], string>(`select id ${listed} order by ${order} limit 1 offset ?`).pluck()
        return [`${key}:${direction}`, String(id.get(offset))]
      }),
    )
  } finally {
    database.close()
  }
}
