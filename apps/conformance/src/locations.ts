import { setTimeout as delay } from 'node:timers/promises'
import type { ImageClient } from '@vitrine/client'
import type { CaseContext } from './conformance-case.ts'
import { add, imagePath, patch } from './requests.ts'
import { ServerFailure } from './status.ts'
import type { Answer, Target } from './target.ts'

export const locationsPath = (id: string): string => `/v2/images/${id}/locations`

export const place = (url: string, more: object = {}) => ({ url, metadata: {}, ...more })

export const hash = (os_hash_algo: string, os_hash_value: string) => ({ os_hash_algo, os_hash_value })

/** One more place, by a patch. */
export const addPlace = (target: Target, id: string, url: string, more: object = {}): Promise<Answer> =>
  patch(target, id, [add('/locations/-', place(url, more))])

export const urlsOf = async (target: Target, id: string): Promise<string[]> => {
  const { locations } = (await target.get(imagePath(id))).json()
  return locations.map(({ url }: { url: string }) => url)
}

/** Until everything that is done with the image has ended, well or not. */
export const waitForImport = async ({ tasks }: ImageClient, id: string, patience = 15_000): Promise<void> => {
  const deadline = Date.now() + patience
  const ended = ['success', 'failure']
  for (;;) {
    const found = await tasks.listOfImage(id)
    if (found.length > 0 && found.every(({ status }) => ended.includes(status))) return
    if (Date.now() > deadline)
      throw new ServerFailure(`the tasks have not ended after ${patience / 1000} s`, 'an end', JSON.stringify(found))
    await delay(100)
  }
}

type Asker = Pick<CaseContext, 'client' | 'target' | 'resources' | 'source' | 'skip'>

/** Images at which the service takes locations; where it does not, the case ends. */
export const reachableSource = async ({ target, resources, source, skip }: Omit<Asker, 'client'>) => {
  const { id } = await resources.queuedImage()
  const { url } = source.image('probe')
  const { status } = await addPlace(target, id, url)
  return status === 200 ? source : skip(`this server takes no location at ${new URL(url).origin}: ${status}`)
}

/** As `reachableSource`, by the operation that adds a location. */
export const importableSource = async ({ client, target, resources, source, skip }: Asker) => {
  const { id } = await resources.queuedImage()
  const { url } = source.image('probe')
  const answer = await target.post(locationsPath(id), { json: { url } })
  if (answer.status !== 202) skip(`this server takes no location at ${new URL(url).origin}: ${answer.status}`)
  await waitForImport(client, id)
  const { status } = await client.images.show(id)
  return status === 'active' ? source : skip(`this server does not reach ${new URL(url).origin}`)
}
