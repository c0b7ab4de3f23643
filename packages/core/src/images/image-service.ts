import { randomUUID } from 'node:crypto'
import type { Policy } from '../policy/policy.ts'
import type { RuleName } from '../policy/rules.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog, NewImage } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import type { ImageAccess } from './access.ts'
import { assertWithinQuotas, type ImageQuotas } from './attribute-rules.ts'
import type { Image, ImageAttributes, Visibility } from './image.ts'
import type { MemberStatus } from './image-member.ts'
import type { ImageQuery } from './image-query.ts'
import { assertMayCreate, assertMayPublish, listScope } from './visibility.ts'

export type ImageService = ReturnType<typeof createImageService>

/** What a caller asks of a list; who it is decides the rest of the scope. */
export interface ListQuery extends Omit<ImageQuery, 'scope'> {
  readonly visibility?: Visibility | 'all' | undefined
  /** Of the images that are shared with the caller's project: `accepted` when left out. */
  readonly memberStatus?: MemberStatus | 'all' | undefined
}

/** How often a change is decided anew when other writers keep changing the same image. */
const ATTEMPTS = 10

/** Records of images: who may create, see, change and delete them. Data is `ImageDataService`'s. */
export function createImageService(deps: {
  readonly catalog: ImageCatalog
  readonly access: ImageAccess
  readonly policy: Policy
  readonly quotas: ImageQuotas
  readonly now: () => Date
  /** Called when a record is gone, so that its bytes can follow. */
  readonly onDeleted: (id: string) => void
}) {
  const { catalog, access, policy, quotas, now } = deps

  /** Decides and stores; once more whenever `store` answers undefined, because another writer came between. */
  async function change<T>(
    id: string,
    caller: Caller,
    rule: RuleName,
    store: (image: Image) => Promise<T | undefined>,
  ): Promise<T> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const image = await access.admit(id, caller, rule)
      const stored = await store(image)
      if (stored !== undefined) return stored
    }
    throw new Problem('updateConflict', `Image ${id} keeps being changed by others: try again`)
  }

  return {
    show: access.show,

    async create(
      wanted: Partial<Omit<NewImage, 'createdAt'>> & Pick<NewImage, 'properties' | 'tags'>,
      caller: Caller,
    ): Promise<Image> {
      const image: NewImage = {
        id: randomUUID(),
        name: null,
        visibility: 'shared',
        owner: caller.projectId,
        protected: false,
        hidden: false,
        diskFormat: null,
        containerFormat: null,
        minDisk: 0,
        minRam: 0,
        ...wanted,
        createdAt: now(),
      }
      assertMayCreate(policy, caller, image)
      assertWithinQuotas(quotas, image)
      return catalog.insert(image)
    },

    /** A marker that the caller may not see is as unknown as one that does not exist (fault S13). */
    async list({ visibility, memberStatus, ...query }: ListQuery, caller: Caller): Promise<Image[]> {
      policy.assertAllows('get_images', caller, { project_id: caller.projectId }, 'The list of images')
      if (query.marker !== undefined && !(await access.see(query.marker, caller))) throw unknownMarker()
      const scope = listScope(policy, caller, visibility, memberStatus)
      const mayList = (image: Image) => access.allowsListed(image, caller)
      return listAllowed(query, (page) => catalog.list({ ...page, scope }), mayList)
    },

    /** `decide` may run several times: once more whenever another writer came between. */
    async update(id: string, caller: Caller, decide: (image: Image) => ImageAttributes): Promise<Image> {
      return change(id, caller, 'modify_image', async (image) => {
        const attributes = decide(image)
        if (attributes === image) return image
        assertMayPublish(policy, caller, { ...attributes, id }, image)
        assertWithinQuotas(quotas, attributes, image)
        return catalog.update(id, image.revision, attributes, now())
      })
    },

    async delete(id: string, caller: Caller): Promise<void> {
      await change(id, caller, 'delete_image', async (image) => {
        if (image.protected) {
          throw new Problem('imageProtected', `Image ${id} is protected: set 'protected' to false before deleting it`)
        }
        return (await catalog.delete(id, image.revision, now())) || undefined
      })
      deps.onDeleted(id)
    },
  }
}

/** As many as the query wants of those that the caller may see, from as many pages as that takes. */
async function listAllowed(
  query: Omit<ImageQuery, 'scope'>,
  list: (page: Omit<ImageQuery, 'scope'>) => Promise<Image[]>,
  mayList: (image: Image) => boolean,
): Promise<Image[]> {
  const found: Image[] = []
  let page = await list(query)
  for (;;) {
    found.push(...page.filter(mayList))
    const last = page.at(-1)
    if (last === undefined || page.length < query.limit || found.length >= query.limit) break
    page = await list({ ...query, marker: last.id })
  }
  return found.slice(0, query.limit)
}

function unknownMarker(): Problem {
  return new Problem('queryInvalid', `'marker' is not the id of an image in this list`)
}
