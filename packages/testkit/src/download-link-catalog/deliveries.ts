import { expect, test } from 'vitest'
import { useFresh } from '../fresh.ts'
import { times } from '../image-catalog/connect.ts'
import { at } from '../task-catalog/connect.ts'
import { type ConnectLinks, insertBroken, insertLink, leaseOf } from './connect.ts'

export function describeLinkDeliveries(connect: ConnectLinks): void {
  const fresh = useFresh(connect)
  const links = () => fresh.catalog.links

  test('a delivery says how far it is, and keeps the link', async () => {
    const [link, other] = [await insertLink(links()), await insertLink(links())]
    await links().claim(link.key, at(1), leaseOf('first', 20, 100))
    expect(await links().report(link.key, 8_000_000_000, leaseOf('first', 30, 110))).toBe(true)
    const delivering = { claimedAt: at(1), busyUntil: at(30), leaseUntil: at(110), delivered: 8_000_000_000 }
    expect(await links().findByKey(link.key)).toStrictEqual({ ...link, ...delivering })
    expect(await links().findByKey(other.key)).toStrictEqual(other)
  })

  test('what was delivered never becomes less, in whatever order it is told', async () => {
    const { key } = await insertLink(links())
    await links().claim(key, at(1), leaseOf('first', 20, 100))
    await Promise.all(times(20, (index) => links().report(key, ((index * 7) % 20) * 10, leaseOf('first', 20, 100))))
    expect(await links().findByKey(key)).toMatchObject({ delivered: 190 })
  })

  test('of a link that nobody uses, or that is gone, there is nothing to tell', async () => {
    const link = await insertLink(links())
    expect(await links().report(link.key, 500, leaseOf('first', 20, 100))).toBe(false)
    expect(await links().report('unknown', 500, leaseOf('first', 20, 100))).toBe(false)
    expect(await links().findByKey(link.key)).toStrictEqual(link)
  })

  test('who has lost the link to another delivery does not take it from that', async () => {
    const { key } = await insertBroken(links())
    await links().resume(key, 500, at(10), leaseOf('second', 40, 120))
    const resumed = await links().findByKey(key)
    expect(await links().report(key, 900, leaseOf('first', 11, 111))).toBe(false)
    expect(await links().findByKey(key)).toStrictEqual(resumed)
    expect(await links().report(key, 900, leaseOf('second', 50, 130))).toBe(true)
  })

  test('a complete delivery spends the link: nobody can use it, also not who held it', async () => {
    const link = await insertBroken(links())
    await links().spend(link.key, at(11))
    const spent = { ...link, busyUntil: null, leaseUntil: null }
    expect(await links().findByKey(link.key)).toStrictEqual(spent)
    expect(await links().resume(link.key, 500, at(12), leaseOf('second', 20, 100))).toBe(false)
    expect(await links().report(link.key, 600, leaseOf('first', 20, 100))).toBe(false)
    expect(await links().claim(link.key, at(12), leaseOf('second', 20, 100))).toBe(false)
    await links().spend(link.key, at(13))
    expect(await links().findByKey(link.key)).toStrictEqual(spent)
  })

  test('a link that was never used can be spent as well, and no other is', async () => {
    const [link, other] = [await insertLink(links()), await insertLink(links())]
    await links().spend(link.key, at(1))
    await links().spend('unknown', at(1))
    expect(await links().claim(link.key, at(2), null)).toBe(false)
    expect(await links().findByKey(link.key)).toStrictEqual({ ...link, claimedAt: at(1) })
    expect(await links().findByKey(other.key)).toStrictEqual(other)
  })
}
