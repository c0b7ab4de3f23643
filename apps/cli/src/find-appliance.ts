import type { UForgeAppliance, UForgeClient } from '@vitrine/client'
import { Failure } from './failure.ts'

/** The appliance of this id, or the only one of this name. */
export async function findAppliance(
  { appliances }: UForgeClient,
  idOrName: string,
  signal: AbortSignal,
): Promise<UForgeAppliance> {
  const all = await appliances.list({}, { signal })
  const found = all.find(({ dbId }) => String(dbId) === idOrName)
  if (found) return found
  const [named, ...others] = all.filter(({ name }) => name === idOrName)
  if (named === undefined) throw new Failure(`There is no appliance with the id or name '${idOrName}'`)
  if (others.length === 0) return named
  const choices = [named, ...others].map(({ dbId, version }) => `${dbId}  (version ${version})`)
  throw new Failure(`${choices.length} appliances are named '${idOrName}', so use an id:\n${choices.join('\n')}`)
}
