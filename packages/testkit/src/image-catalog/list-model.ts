import type {
  Image,
  ImageCondition,
  ImageQuery,
  ListScope,
  MemberStatus,
  NumericCondition,
  SortKey,
  SortTerm,
} from '@vitrine/core'

/** An image, and how the project of the scope took it where it is shared with it. */
export interface ListedImage {
  readonly image: Image
  readonly memberStatus: MemberStatus | undefined
}

/** What a page of the query has, by nothing but the words of the port. */
export function modelPage(listed: readonly ListedImage[], query: ImageQuery): Image[] {
  const marker = listed.find(({ image }) => image.id === query.marker)?.image
  return listed
    .filter((one) => isAskedFor(one.image, query) && isInScope(one, query.scope))
    .map(({ image }) => image)
    .filter((image) => query.conditions.every((condition) => holds(image, condition)))
    .filter((image) => marker === undefined || compareImages(marker, image, query.sort) < 0)
    .toSorted((a, b) => compareImages(a, b, query.sort))
    .slice(0, query.limit)
}

function isAskedFor({ deletedAt, status }: Image, { deleted, killed }: ImageQuery): boolean {
  if (deletedAt !== null) return deleted !== undefined
  return deleted !== 'only' && (killed || status !== 'killed')
}

function isInScope({ image, memberStatus }: ListedImage, scope: ListScope): boolean {
  if (!scope.visibilities.includes(image.visibility)) return false
  if (image.owner !== null && image.owner === scope.projectId) return true
  if (image.visibility === 'public') return true
  if (image.visibility === 'community') return scope.othersCommunity
  if (scope.everyone) return true
  return image.visibility === 'shared' && memberStatus !== undefined && scope.memberStatuses.includes(memberStatus)
}

function holds(image: Image, condition: ImageCondition): boolean {
  switch (condition.field) {
    case 'id':
    case 'name':
    case 'status':
    case 'disk_format':
    case 'container_format':
      return condition.oneOf.some((value) => value === sortValue(image, condition.field))
    case 'created_at':
    case 'updated_at':
      return compares(condition.operator, shownSecond(sortValue(image, condition.field)), condition.time.getTime())
    case 'changed_since':
      return image.updatedAt.getTime() >= condition.time.getTime()
    case 'size':
      return isWithin(condition, image.data?.size)
    case 'virtual_size':
      return isWithin(condition, image.data?.virtualSize)
    case 'min_disk':
      return isWithin(condition, image.minDisk)
    case 'min_ram':
      return isWithin(condition, image.minRam)
    case 'owner':
      return image.owner === condition.equals
    case 'checksum':
      return image.data?.checksum === condition.equals
    case 'os_hash_algo':
      return image.data?.hashAlgorithm === condition.equals
    case 'os_hash_value':
      return image.data?.hashValue === condition.equals
    case 'protected':
      return image.protected === condition.is
    case 'os_hidden':
      return image.hidden === condition.is
    case 'tag':
      return image.tags.includes(condition.has)
    case 'property':
      return shownText(image, condition.name) === condition.equals
  }
}

/** A property that is null is shown as an empty one, and found as one. */
function shownText({ properties }: Image, name: string): string | undefined {
  const value = new Map(Object.entries(properties)).get(name)
  return value === null ? '' : value
}

function isWithin({ operator, number, orNull }: NumericCondition, value: number | null | undefined): boolean {
  return value === null || value === undefined ? orNull === true : compares(operator, value, number)
}

type Operator = Extract<ImageCondition, { operator: string }>['operator']

function compares(operator: Operator, value: number, wanted: number): boolean {
  const holdsFor = {
    eq: value === wanted,
    neq: value !== wanted,
    gt: value > wanted,
    gte: value >= wanted,
    lt: value < wanted,
    lte: value <= wanted,
  }
  return holdsFor[operator]
}

function shownSecond(milliseconds: string | number | null): number {
  return Math.floor(Number(milliseconds) / 1000) * 1000
}

export function compareImages(a: Image, b: Image, sort: readonly SortTerm[]): number {
  for (const { key, direction } of sort) {
    const order = compareValues(sortValue(a, key), sortValue(b, key))
    if (order !== 0) return direction === 'asc' ? order : -order
  }
  return 0
}

/** Null comes before every value, and text goes by code point. */
function compareValues(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  return typeof a === 'number' ? a - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(String(b)))
}

function sortValue(image: Image, key: SortKey): string | number | null {
  switch (key) {
    case 'name':
    case 'status':
    case 'id':
      return image[key]
    case 'container_format':
      return image.containerFormat
    case 'disk_format':
      return image.diskFormat
    case 'size':
      return image.data?.size ?? null
    case 'created_at':
      return image.createdAt.getTime()
    case 'updated_at':
      return image.updatedAt.getTime()
  }
}
