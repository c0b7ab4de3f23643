/** A query that is not FIQL, or asks for what the list does not have. */
export class QueryRefused extends Error {
  override readonly name = 'QueryRefused'
}
