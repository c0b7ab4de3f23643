import type { OperationId, paths } from '@vitrine/api-types'
import type { Client } from 'openapi-fetch'
import type { Answer, Call, CallOptions } from '../call.ts'
import { notOurs } from '../errors.ts'

/** A `dbId`; as text, too, as it comes from a command line. */
export type DbId = number | string

/** Asks for a document, and gives what is in it: JSON has the name of that around it. */
export type Ask = <Name extends string, T>(
  operation: OperationId,
  name: Name,
  options: CallOptions,
  send: (init: { signal?: AbortSignal }) => Promise<Answer<Record<Name, T>>>,
) => Promise<T>

/** How to call, and for whom. */
export interface UForgeAccess {
  readonly api: Client<paths, 'application/json'>
  readonly call: Call
  readonly ask: Ask
  readonly uid: string
}

export function createAsk(call: Call, root: string): Ask {
  return async (operation, name, options, send) => {
    const document = await call(operation, options, send)
    const found = document?.[name]
    if (found === undefined) throw notOurs(operation, root)
    return found
  }
}
