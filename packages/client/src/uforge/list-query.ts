/** Which items of a list, and in what order. */
export interface UForgeQuery {
  /** FIQL, such as `name=='web*';version=='1.0'`. */
  readonly query?: string | undefined
  /** A member of the items; `dbId` when left out. */
  readonly orderBy?: string | undefined
  readonly descending?: boolean | undefined
  /** How many at most; all when left out. */
  readonly count?: number | undefined
  /** How many to pass over. */
  readonly offset?: number | undefined
}

/** Options of what may be in the way of something that is being generated. */
export interface ForceOptions {
  /** Cancels that first. */
  readonly force?: boolean | undefined
}
