import type { ImageList } from '@vitrine/api-types'
import { describe, expect, it } from 'vitest'
import { type ImageQuery, pagesOf } from './pages.ts'

const page = (next?: string): ImageList => ({ images: [], first: '', schema: '', ...(next && { next }) })

async function follow(query: ImageQuery, nexts: string[]): Promise<ImageQuery[]> {
  const asked: ImageQuery[] = []
  const left = [...nexts]
  const pages = pagesOf(query, async (one) => {
    asked.push(one)
    return page(left.shift())
  })
  for await (const _ of pages) if (asked.length > nexts.length + 1) break
  return asked
}

describe('pagesOf', () => {
  it('follows links to the end', async () => {
    expect(await follow({ limit: 2 }, ['/v2/images?limit=2&marker=b', '/v2/images?limit=2&marker=d'])).toEqual([
      { limit: 2 },
      { limit: 2, marker: 'b' },
      { limit: 2, marker: 'd' },
    ])
  })

  it('keeps repeated parameters that the link lost', async () => {
    expect(await follow({ tag: ['x', 'y'] }, ['/v2/images?tag=y&marker=b'])).toEqual([
      { tag: ['x', 'y'] },
      { tag: ['x', 'y'], marker: 'b' },
    ])
  })

  it('takes absolute links', async () => {
    expect(await follow({}, ['https://elsewhere/image/v2/images?marker=b'])).toEqual([{}, { marker: 'b' }])
  })

  it('ends when a server leads in a circle', async () => {
    await expect(follow({}, ['/v2/images?marker=b', '/v2/images?marker=b'])).rejects.toThrow('next page that is none')
  })
})
