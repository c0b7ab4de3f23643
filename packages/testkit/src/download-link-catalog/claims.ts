import { expect, test } from 'vitest'
import { useFresh } from '../fresh.ts'
import { countTrue, times } from '../image-catalog/connect.ts'
import { at } from '../task-catalog/connect.ts'
import { type ConnectLinks, END, insertLink, leaseOf } from './connect.ts'

export function describeLinkClaims(connect: ConnectLinks): void {
  const fresh = useFresh(connect)
  const links = () => fresh.catalog.links

  test('the first use claims the link, under its lease, and no other', async () => {
    const [link, other] = [await insertLink(links()), await insertLink(links())]
    expect(await links().claim(link.key, at(1), leaseOf('first', 20, 100))).toBe(true)
    const claimed = { ...link, claimedAt: at(1), busyUntil: at(20), leaseUntil: at(100) }
    expect(await links().findByKey(link.key)).toStrictEqual(claimed)
    expect(await links().findByKey(other.key)).toStrictEqual(other)
  })

  test.for([null, leaseOf('late', 2000, 3000)])('a claimed link is not claimed again, ever: %o', async (lease) => {
    const { key } = await insertLink(links())
    await links().claim(key, at(1), leaseOf('first', 20, 100))
    const claimed = await links().findByKey(key)
    for (const seconds of [1, 19, 20, 99, 100, 999]) expect(await links().claim(key, at(seconds), lease)).toBe(false)
    expect(await links().findByKey(key)).toStrictEqual(claimed)
  })

  test.for(['with a lease', 'without a lease'])(
    'of 100 that use a link at once, %s, exactly one gets through',
    async (how) => {
      const { key } = await insertLink(links())
      const lease = (index: number) => (how === 'with a lease' ? leaseOf(`delivery-${index}`, 20, 100) : null)
      const claims = await Promise.all(times(100, (index) => links().claim(key, at(1), lease(index))))
      expect(countTrue(claims)).toBe(1)
      const held = await Promise.all(
        times(100, (index) => links().report(key, 1, leaseOf(`delivery-${index}`, 20, 100))),
      )
      expect(held).toStrictEqual(how === 'with a lease' ? claims : claims.map(() => false))
    },
  )

  test('until it expires a link can be claimed, and from then on no more', async () => {
    const [early, late] = [await insertLink(links()), await insertLink(links())]
    expect(await links().claim(late.key, at(END), null)).toBe(false)
    expect(await links().claim(late.key, at(END + 1), null)).toBe(false)
    expect(await links().findByKey(late.key)).toStrictEqual(late)
    expect(await links().claim(early.key, new Date(at(END).getTime() - 1), null)).toBe(true)
  })

  test('without a lease the first use is the only one', async () => {
    const link = await insertLink(links())
    expect(await links().claim(link.key, at(1), null)).toBe(true)
    expect(await links().report(link.key, 500, leaseOf('first', 2, 100))).toBe(false)
    expect(await links().resume(link.key, 1, at(2), leaseOf('second', 20, 100))).toBe(false)
    expect(await links().findByKey(link.key)).toStrictEqual({ ...link, claimedAt: at(1) })
  })
}
