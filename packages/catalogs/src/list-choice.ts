import type { ImageQuery } from '@vitrine/core'
import { type Kysely, sql } from 'kysely'
import { decidingTerms, isByAge } from './list-order.ts'
import type { Path } from './list-paths.ts'
import type { Part } from './list-scope.ts'
import type { CatalogTables } from './schema.ts'
import { type Fragment, integer, UNION_ALL } from './sql-fragments.ts'

/** Up to here images are counted; what a condition finds may be sorted when it is fewer. */
const FEW = 3000

/** Ways to the images of a list. */
interface Ways {
  /** In the order that is asked for, where an index has that. */
  readonly ordered: Path
  /** To what a condition finds. */
  readonly found: readonly Path[]
}

/**
 * The path with the fewest steps to a page. In the order that is asked for, steps end with the page, but whatever does not
 * fit is stepped over; what a condition finds may have to be sorted, all of it. Which is less depends on values, of which
 * no engine knows each: so it is counted, up to a bound. Any path gives the right page.
 */
export async function choosePath(
  db: Kysely<CatalogTables>,
  query: Pick<ImageQuery, 'sort' | 'limit'>,
  parts: readonly Part[],
  { ordered, found }: Ways,
): Promise<Path> {
  const terms = decidingTerms(query.sort)
  const isInOrder = ({ answers }: Path) => answers !== undefined && isByAge(terms, answers.field)
  if (found.length <= 1 && found.every(isInOrder)) return found[0] ?? ordered

  const counts = await countEntries(db, found, parts)
  const counted = found
    .map((path, index) => ({ path, count: counts[index] ?? 0 }))
    .toSorted((a, b) => a.count - b.count)
  const [rarest] = counted
  if (rarest === undefined) return ordered
  if (rarest.count < FEW) {
    const [all = 0] = await countEntries(db, [ordered], parts)
    if (isSooner(rarest.count, all, query.limit)) return rarest.path
  }
  return counted.find(({ path }) => isInOrder(path))?.path ?? ordered
}

/** Whether sorting this many takes less than stepping over the others: about one in `all / count` fits. */
function isSooner(count: number, all: number, limit: number): boolean {
  return count * count < limit * (all < FEW ? all : Number.POSITIVE_INFINITY)
}

async function countEntries(db: Kysely<CatalogTables>, paths: readonly Path[], parts: readonly Part[]) {
  const listed = parts.filter(({ guest }) => guest === undefined)
  if (listed.length === 0) return []
  const counts = paths.map((path) => countUpToFew(listed.map((part) => path.entries(part))))
  const { rows } = await sql<
    Record<string, number>
  >`select ${sql.join(counts.map((count, index) => sql`${count} as ${sql.ref(`path_${index}`)}`))}`.execute(db)
  return paths.map((_, index) => Number(rows[0]?.[`path_${index}`]))
}

function countUpToFew(entries: readonly Fragment[]): Fragment {
  return sql`(select count(*) from (${sql.join(entries, UNION_ALL)} limit ${integer(FEW)}) as few)`
}
