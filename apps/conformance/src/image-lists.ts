import type { ImageBody, Resources } from './resources.ts'
import type { Answer, Target } from './target.ts'

type Listed = { images: (ImageBody & { id: string; name: string })[]; first: string; next?: string; schema: string }

export const list = (answer: Answer): Listed => answer.json()

export const ids = (answer: Answer): string[] => list(answer).images.map(({ id }) => id)

/** Images that only this case has, told apart by a property. */
export const makeGroup = async (resources: Resources, bodies: readonly ImageBody[]) => {
  const group = resources.name('group')
  const images: (ImageBody & { id: string })[] = []
  for (const body of bodies) images.push(await resources.queuedImage({ group, ...body }))
  return { query: `group=${encodeURIComponent(group)}`, images, ids: images.map(({ id }) => id) }
}

/** Follows `next` to the end. */
export const allPages = async (target: Target, path: string): Promise<Answer[]> => {
  const pages: Answer[] = []
  for (let next: string | undefined = path; next !== undefined && pages.length < 20; ) {
    const page: Answer = await target.get(next)
    pages.push(page)
    next = page.status === 200 ? list(page).next : undefined
  }
  return pages
}
