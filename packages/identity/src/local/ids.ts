import { randomUUID } from 'node:crypto'

/** As Keystone writes its ids: some clients tell an id from a name by its form. */
export function newId(): string {
  return randomUUID().replaceAll('-', '')
}
