import { sql } from 'kysely'
import type { ReadBy } from '../list-paths.ts'

/**
 * SQLite would take whichever index has most of the columns that are compared, and believe that few images are left,
 * however many have these values; then it sorts them. Told, it takes this one, or refuses.
 */
export const indexedBy: ReadBy = (table, index) => sql`${sql.table(table)} indexed by ${sql.ref(index)}`
