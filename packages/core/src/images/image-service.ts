import { randomUUID } from 'node:crypto'
import type { Policy } from '../policy/policy.ts'
import type { RuleName } from '../policy/rules.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog, ImageContent, NewImage } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import type { ImageAccess } from './access.ts'
import { assertWithinQuotas, type ImageQuotas } from './attribute-rules.ts'
import type { Image, Visibility } from './image.ts'
import type { MemberStatus } from './image-member.ts'
import type { ImageQuery } from './image-query.ts'
import type { PropertyProtection } from './property-protection.ts'
import { untilStored } from './until-stored.ts'
import { assertMayCreate, assertMayPublish, listScope } from './visibility.ts'

export type ImageService = ReturnType<typeof createImageService>

/** Sees what the caller may of an image, and answers it as it is to be: attributes, status and data. */
export type ImageDecision = (image: Image) => Image | Promise<Image>

/** What a caller asks of a list; who it is decides the rest of the scope. */
export interface ListQuery extends Omit<ImageQuery, 'scope'> {
  /** All of them when left out; then community images of other projects stay out. */
  readonly visibilities?: readonly Visibility[] | undefined
  /** Of the images that are shared with the caller's project: `accepted` when left out. */
  readonly memberStatus?: MemberStatus | 'all' | undefined
  /** Whether administrators get what anybody else in their project would. */
  readonly asAnybody?: boolean | undefined
}

/** Records of images: who may create, see, change and delete them. Data is `ImageDataService`'s. */
export function createImageService(deps: {
  readonly catalog: ImageCatalog
  readonly access: ImageAccess
  readonly policy: Policy
  readonly protection: PropertyProtection
  readonly quotas: ImageQuotas
  /** How many images a project may have; negative: any number. */
  readonly imageLimit: number
  readonly now: () => Date
  /** Called when a record is gone, so that its bytes can follow. */
  readonly onDeleted: (id: string) => void
  /** Called when an update has changed where data lies, so that bytes which no image needs can follow. */
  readonly onDataChanged: () => void
}) {
  const { catalog, access, policy, protection, quotas, now } = deps

  /** Whether the caller may do it is decided anew, too. */
  const change = <T>(
    id: string,
    caller: Caller,
    rule: RuleName,
    store: (image: Image) => Promise<T | undefined>,
  ): Promise<T> => untilStored(id, async () => store(await access.admit(id, caller, rule)))

  /** What is to be stored of a decision, once nothing speaks against it. */
  async function weigh(
    image: Image,
    caller: Caller,
    decide: ImageDecision,
    admit: ((image: Image) => Promise<void>) | undefined,
  ) {
    const rights = protection(caller)
    const seen = rights.readable(image)
    const decided = await decide(seen)
    const attributes = rights.applied(image, decided)
    assertMayPublish(policy, caller, { ...attributes, id: image.id }, image)
    assertWithinQuotas(quotas, attributes, image)
    await admit?.({ ...image, ...attributes })
    return { attributes, content: changedContent(seen, decided), isChange: decided !== seen }
  }

  /** A marker that the caller may not see is as unknown as one that does not exist (fault S13). */
  async function assertMarker({ marker, deleted }: ListQuery, caller: Caller): Promise<void> {
    if (marker === undefined || (await access.see(marker, caller))) return
    if (deleted && (await access.seeDeleted(marker, caller))) return
    throw new Problem('queryInvalid', `'marker' is not the id of an image in this list`)
  }

  return {
    async show(id: string, caller: Caller): Promise<Image> {
      return protection(caller).readable(await access.show(id, caller))
    },

    /** What the caller may read of an image that it is known to see. */
    readable: (image: Image, caller: Caller): Image => protection(caller).readable(image),

    /** As `show`; administrators are shown what is left of a deleted image, too. */
    async lookBack(id: string, caller: Caller): Promise<Image> {
      return protection(caller).readable(await access.lookBack(id, caller))
    },

    /** `admit` sees the image as it is to be, and may refuse it: then nothing is stored. */
    async create(
      wanted: Partial<Omit<NewImage, 'createdAt'>> & Pick<NewImage, 'properties' | 'tags'>,
      caller: Caller,
      admit?: (image: NewImage) => Promise<void>,
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
      const rights = protection(caller)
      assertMayCreate(policy, caller, image)
      rights.assertMayCreate(image.properties)
      assertWithinQuotas(quotas, image)
      await admit?.(image)
      return rights.readable(await catalog.insert(image, deps.imageLimit))
    },

    async list({ visibilities, memberStatus, asAnybody, ...asked }: ListQuery, caller: Caller): Promise<Image[]> {
      policy.assertAllows('get_images', caller, { project_id: caller.projectId }, 'The list of images')
      const query = policy.isAdmin(caller) ? asked : withoutFailures(asked)
      await assertMarker(query, caller)
      const rights = protection(caller)
      // To who may not read a property, no image has it.
      if (query.conditions.some((one) => one.field === 'property' && !rights.mayRead(one.name))) return []
      const scope = listScope(policy, caller, { visibilities, memberStatus, asAnybody })
      const mayList = (image: Image) => access.allows('get_image', image, caller)
      const found = await listAllowed(query, (page) => catalog.list({ ...page, scope }), mayList)
      return found.map(rights.readable)
    },

    /**
     * What is decided may be decided several times: once more whenever another writer came between. `admit` sees the image
     * as it is to be, when nothing else speaks against it, and may refuse it: then nothing is stored.
     */
    async update(
      id: string,
      caller: Caller,
      decide: ImageDecision,
      admit?: (image: Image) => Promise<void>,
    ): Promise<Image> {
      const updated = await change(id, caller, 'modify_image', async (image) => {
        const { attributes, content, isChange } = await weigh(image, caller, decide, admit)
        if (!isChange) return image
        const stored = await catalog.update(id, image.revision, attributes, now(), content)
        if (stored && content) deps.onDataChanged()
        return stored
      })
      return protection(caller).readable(updated)
    },

    /** As `update`, and stores nothing: rejects with what that would be refused with. */
    async rehearse(
      id: string,
      caller: Caller,
      decide: ImageDecision,
      admit: (image: Image) => Promise<void>,
    ): Promise<void> {
      await weigh(await access.admit(id, caller, 'modify_image'), caller, decide, admit)
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

/** Everybody learns which images are gone. To look among these alone, or for what failed, is for administrators. */
function withoutFailures({ deleted, killed: _, ...query }: Omit<ImageQuery, 'scope'>): Omit<ImageQuery, 'scope'> {
  return deleted === 'too' ? { ...query, deleted } : query
}

/** An upload may be changing the content meanwhile: what was not decided is not stored. */
function changedContent(before: Image, { status, data }: Image): ImageContent | undefined {
  return status === before.status && data === before.data ? undefined : { status, data }
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
