import { describe, expect, it } from 'vitest'
import { type ImageQueryV1, imagesOf } from './pages.ts'

/** Asks a server that gives no more than `most` images at a time, and has so many. */
async function follow(query: ImageQueryV1, { all, most = 1000 }: { all: number; most?: number }) {
  const ids = Array.from({ length: all }, (_, index) => ({ id: String(index + 1) }))
  const asked: ImageQueryV1[] = []
  const found: string[] = []
  const pages = imagesOf(query, async (page) => {
    asked.push(page)
    const start = ids.findIndex(({ id }) => id === page.marker) + 1
    return { images: ids.slice(start, start + Math.min(Number(page.limit), most)) }
  })
  for await (const { id } of pages) found.push(id)
  return { found, markers: asked.map(({ marker }) => marker), asked }
}

describe('imagesOf', () => {
  it('asks for what comes after the last one, until a page is shorter', async () => {
    const { found, asked } = await follow({ limit: 2, name: 'a' }, { all: 5 })
    expect(found).toEqual(['1', '2', '3', '4', '5'])
    expect(asked).toEqual([
      { limit: 2, name: 'a' },
      { limit: 2, name: 'a', marker: '2' },
      { limit: 2, name: 'a', marker: '4' },
    ])
  })

  it('ends when there is nothing more', async () => {
    expect((await follow({ limit: 2 }, { all: 4 })).markers).toEqual([undefined, '2', '4'])
    expect((await follow({}, { all: 0 })).markers).toEqual([undefined])
    expect((await follow({ limit: 0 }, { all: 2 })).markers).toEqual([undefined])
  })

  it('misses nothing on servers that give less than they are asked for', async () => {
    expect((await follow({ limit: 100 }, { all: 7, most: 3 })).found).toHaveLength(7)
  })

  it('begins where it is told', async () => {
    expect((await follow({ limit: 2, marker: '3' }, { all: 4 })).found).toEqual(['4'])
  })

  it('rejects when a server does not know markers', async () => {
    const pages = imagesOf({}, async () => ({ images: [{ id: '1' }] }))
    const read = async () => {
      for await (const _ of pages);
    }
    await expect(read()).rejects.toThrow('does not go on after image 1')
  })
})
