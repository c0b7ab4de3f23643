import { ANONYMOUS } from '@vitrine/core'
import { expect, test } from 'vitest'
import { useFresh } from '../fresh.ts'
import { countTrue, times } from '../image-catalog/connect.ts'
import { at } from '../task-catalog/connect.ts'
import { buildLink, type ConnectLinks, END, insertBroken, insertLink } from './connect.ts'

export function describeLinkRecords(connect: ConnectLinks): void {
  const fresh = useFresh(connect)
  const links = () => fresh.catalog.links

  test.for([{}, { offered: true, caller: ANONYMOUS }])(
    'a link is found by its key as it was inserted, unused: %o',
    async (overrides) => {
      const link = await insertLink(links(), overrides)
      expect(await links().findByKey(link.key)).toStrictEqual(link)
      expect(await links().list('image-1')).toStrictEqual([link])
    },
  )

  test('nothing but its key finds a link', async () => {
    const link = await insertLink(links(), { key: 'e662d401bd7313b9db1fa9d50ce3b85f' })
    for (const key of ['', link.id, link.key.toUpperCase(), link.key.slice(0, -1), `${link.key} `, '%']) {
      expect(await links().findByKey(key)).toBeUndefined()
      expect(await links().claim(key, at(1), null)).toBe(false)
    }
    expect(await links().findByKey(link.key)).toStrictEqual(link)
  })

  test('a key is given once', async () => {
    const link = await insertLink(links())
    await expect(links().insert(buildLink({ key: link.key, imageId: 'image-2' }))).rejects.toThrow()
    expect(await links().findByKey(link.key)).toStrictEqual(link)
    expect(await links().list('image-2')).toStrictEqual([])
  })

  test('links of an image are listed, newest first, spent ones too, and no others', async () => {
    const [second, first] = [await insertLink(links(), { createdAt: at(-1) }), await insertLink(links())]
    await insertLink(links(), { imageId: 'image-2' })
    expect(await links().list('image-1')).toStrictEqual([first, second])
    await links().claim(second.key, at(1), null)
    expect(await links().list('image-1')).toStrictEqual([first, { ...second, claimedAt: at(1) }])
    expect(await links().list('image-3')).toStrictEqual([])
  })

  test('links of one moment have one order', async () => {
    const ids = await Promise.all(times(5, async () => (await insertLink(links())).id))
    const listed = (await links().list('image-1')).map(({ id }) => id)
    expect(listed).toStrictEqual(ids.sort().reverse())
  })

  test('a link is removed once, and alone, and then of no use', async () => {
    const [doomed, other] = [await insertLink(links()), await insertLink(links())]
    expect(countTrue(await Promise.all(times(20, () => links().remove('image-1', doomed.id))))).toBe(1)
    expect(await links().findByKey(doomed.key)).toBeUndefined()
    expect(await links().claim(doomed.key, at(1), null)).toBe(false)
    expect(await links().list('image-1')).toStrictEqual([other])
  })

  test('a link is removed by way of its image only', async () => {
    const link = await insertLink(links())
    expect(await links().remove('image-2', link.id)).toBe(false)
    expect(await links().remove('image-1', link.key)).toBe(false)
    expect(await links().findByKey(link.key)).toStrictEqual(link)
  })

  test('links that expired before are forgotten, used or not; others stay', async () => {
    const gone = [await insertBroken(links()), await insertLink(links(), { expiresAt: at(END - 1) })]
    const kept = [
      await insertLink(links(), { expiresAt: at(END + 1), imageId: 'image-2' }),
      await insertLink(links(), { expiresAt: at(END + 2), imageId: 'image-2' }),
    ]
    await links().removeExpired(at(END + 1))
    for (const { key } of gone) expect(await links().findByKey(key)).toBeUndefined()
    for (const link of kept) expect(await links().findByKey(link.key)).toStrictEqual(link)
  })
}
