import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import type { NewLocation } from '../tasks/location-order.ts'
import { startLocationImport } from '../tasks/start-location-import.ts'
import type { TaskRunner } from '../tasks/task-runner.ts'
import type { ImageAccess } from './access.ts'
import { isDigest } from './claimed-digests.ts'
import type { Image } from './image.ts'
import { assertFormatsKnown } from './lifecycle.ts'
import { type LocationSource, noLocationSource } from './location-source.ts'
import { untilStored } from './until-stored.ts'

/** Gives queued images the data that lies at a URL. What has to be asked there is left to a task. */
export function createLocationImport(deps: {
  readonly access: ImageAccess
  readonly catalog: ImageCatalog
  readonly runner: Pick<TaskRunner, 'start'>
  /** Undefined where no store has data elsewhere. */
  readonly source: LocationSource | undefined
  readonly now: () => Date
}) {
  const { access, catalog, source, now } = deps

  /** Services know where they put data; others may name what is on the Web, whoever they are. */
  function assertMayName({ url }: NewLocation, { roles }: Caller): void {
    if (roles.includes('service') || (source && /^https?:/i.test(url))) return
    throw new Problem(
      'forbidden',
      'Only services may add this location: others need an http(s) URL, and a store for it',
    )
  }

  async function admit(id: string, location: NewLocation, caller: Caller): Promise<Image> {
    const image = await access.show(id, caller)
    if (image.status !== 'queued') {
      throw new Problem(
        'statusConflict',
        `Image ${id} is ${image.status}: a location can be added only while it is queued`,
      )
    }
    access.assertAllows('add_image_location', image, caller)
    assertMayName(location, caller)
    assertFormatsKnown(image)
    if (!source) throw noLocationSource()
    await source.check(location.url)
    return image
  }

  return {
    /**
     * The image is `importing` from now on, which keeps everybody else from it, until the task ends: then it is active,
     * or queued as before.
     */
    async add(id: string, location: NewLocation, requestId: string, caller: Caller): Promise<void> {
      assertDigest(location)
      await untilStored(id, async () => {
        const image = await admit(id, location, caller)
        return catalog.update(id, image.revision, image, now(), { status: 'importing', data: null })
      })
      await startLocationImport(deps, { imageId: id, ...location }, { caller, requestId })
    },
  }
}

function assertDigest({ digests }: NewLocation): void {
  if (digests && !isDigest(digests.hashAlgorithm, digests.hashValue)) {
    throw new Problem('attributeInvalid', `'os_hash_value' is not ${digests.hashAlgorithm} in hex`)
  }
}
