import type { Pattern } from '../pattern.ts'
import type { Check } from '../policy/check.ts'
import type { Policy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import { Problem } from '../problem.ts'
import { isServerProperty } from './attribute-rules.ts'
import type { ImageAttributes } from './image.ts'

export const PROPERTY_OPERATIONS = ['create', 'read', 'update', 'delete'] as const
export type PropertyOperation = (typeof PROPERTY_OPERATIONS)[number]

/** Whom an operator lets do what with the custom properties whose names match. */
export interface PropertySection extends Readonly<Record<PropertyOperation, Check>> {
  readonly pattern: Pattern
}

/** What somebody may do with custom properties, in one request. */
export interface PropertyRights {
  mayRead(name: string): boolean
  /** Leaves out the properties that the caller may not read. */
  readable<T extends Pick<ImageAttributes, 'properties'>>(image: T): T
  /** Rejects with `forbidden` a property that the caller may not set. */
  assertMayCreate(properties: ImageAttributes['properties']): void
  /**
   * What becomes of an image when `next` was decided from what the caller reads of it: the rest stays. Rejects with
   * `forbidden` when that creates, changes or deletes a property that the caller may not.
   */
  applied(image: ImageAttributes, next: ImageAttributes): ImageAttributes
}

export type PropertyProtection = (caller: Caller) => PropertyRights

const ALL_RIGHTS: PropertyRights = {
  mayRead: () => true,
  readable: (image) => image,
  assertMayCreate: () => undefined,
  applied: (_image, next) => next,
}

/** Without a file of the operator: custom properties are everybody's who may see, or change, the image. */
export const noPropertyProtection: PropertyProtection = () => ALL_RIGHTS

/**
 * The first section that matches a name decides; a name without one is nobody's. Administrators are no exception. Roles
 * of a service that calls for somebody count as theirs.
 */
export function createPropertyProtection(sections: readonly PropertySection[], policy: Policy): PropertyProtection {
  return (user) => {
    const caller = { ...user, roles: [...user.roles, ...user.serviceRoles] }
    const allows = remember((operation: PropertyOperation, name: string) => {
      const section = sections.find(({ pattern }) => pattern.test(name))
      return isServerProperty(name) || (section !== undefined && policy.permits(section[operation], caller))
    })
    return rightsOf(allows)
  }
}

type Allows = (operation: PropertyOperation, name: string) => boolean

/** The images of a page mostly have the same properties. */
function remember(allows: Allows): Allows {
  const decided = new Map<string, boolean>()
  return (operation, name) => {
    const question = `${operation} ${name}`
    const answer = decided.get(question) ?? allows(operation, name)
    decided.set(question, answer)
    return answer
  }
}

function rightsOf(allows: Allows): PropertyRights {
  const mayRead = (name: string) => allows('read', name)
  const assertAllowed = (operation: PropertyOperation, name: string) => {
    if (allows(operation, name)) return
    throw new Problem('forbidden', `Property '${name}' is protected: your roles do not let you ${operation} it`)
  }

  return {
    mayRead,
    readable: (image) => ({ ...image, properties: pick(image.properties, mayRead) }),

    assertMayCreate(properties) {
      for (const name of Object.keys(properties)) assertAllowed('create', name)
    },

    applied(image, next) {
      const before = new Map(Object.entries(image.properties))
      for (const [name, value] of Object.entries(next.properties)) {
        if (!before.has(name) || !mayRead(name)) assertAllowed('create', name)
        // One that the caller cannot see is a new one to it, and yet somebody's: also where the value is guessed right.
        if (before.has(name) && (!mayRead(name) || before.get(name) !== value)) assertAllowed('update', name)
      }
      for (const name of before.keys()) {
        if (mayRead(name) && !Object.hasOwn(next.properties, name)) assertAllowed('delete', name)
      }
      const unread = pick(image.properties, (name) => !mayRead(name))
      return { ...next, properties: { ...unread, ...next.properties } }
    },
  }
}

function pick(properties: ImageAttributes['properties'], wanted: (name: string) => boolean) {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => wanted(name)))
}
