import { expect, test } from 'vitest'
import { useFresh } from '../fresh.ts'
import { countTrue, times } from '../image-catalog/connect.ts'
import { at } from '../task-catalog/connect.ts'
import { type ConnectLinks, END, insertBroken, insertLink, leaseOf } from './connect.ts'

const SECOND = leaseOf('second', 40, 120)

export function describeLinkResumptions(connect: ConnectLinks): void {
  const fresh = useFresh(connect)
  const links = () => fresh.catalog.links

  test.for([1, 499, 500])('a delivery that broke after 500 bytes is gone on with from byte %i', async (start) => {
    const [link, other] = [await insertBroken(links()), await insertBroken(links())]
    expect(await links().resume(link.key, start, at(10), SECOND)).toBe(true)
    expect(await links().findByKey(link.key)).toStrictEqual({ ...link, busyUntil: at(40), leaseUntil: at(120) })
    expect(await links().findByKey(other.key)).toStrictEqual(other)
  })

  test.for([-1, 0, 501])('and not from byte %i', async (start) => {
    const link = await insertBroken(links())
    expect(await links().resume(link.key, start, at(10), SECOND)).toBe(false)
    expect(await links().findByKey(link.key)).toStrictEqual(link)
  })

  test('nobody goes on with it while somebody is busy, nor when the lease is over', async () => {
    const { key } = await insertBroken(links())
    const resume = (milliseconds: number) => links().resume(key, 500, new Date(at(0).getTime() + milliseconds), SECOND)
    expect(await resume(9_999)).toBe(false)
    expect(await resume(100_000)).toBe(false)
    expect(await resume(100_001)).toBe(false)
    expect(await resume(99_999)).toBe(true)
  })

  test('a delivery of which nothing was heard is taken up when it is thought to be over', async () => {
    const { key } = await insertLink(links())
    await links().claim(key, at(1), leaseOf('first', 20, 100))
    await links().report(key, 500, leaseOf('first', 30, 100))
    expect(await links().resume(key, 500, at(29), SECOND)).toBe(false)
    expect(await links().resume(key, 500, at(30), SECOND)).toBe(true)
  })

  test('one that broke before its first byte is not gone on with', async () => {
    const { key } = await insertLink(links())
    await links().claim(key, at(1), leaseOf('first', 2, 100))
    for (const start of [0, 1]) expect(await links().resume(key, start, at(3), SECOND)).toBe(false)
  })

  test('of 100 that go on with it at once, exactly one does', async () => {
    const { key } = await insertBroken(links())
    const lease = (index: number) => leaseOf(`delivery-${index}`, 40, 120)
    const resumed = await Promise.all(times(100, (index) => links().resume(key, 500, at(10), lease(index))))
    expect(countTrue(resumed)).toBe(1)
    const held = await Promise.all(times(100, (index) => links().report(key, 501, lease(index))))
    expect(held).toStrictEqual(resumed)
  })

  test('it can break, and be gone on with, again and again, until the last lease is over', async () => {
    const { key } = await insertBroken(links())
    await links().resume(key, 500, at(10), SECOND)
    expect(await links().resume(key, 500, at(39), leaseOf('third', 60, 200))).toBe(false)
    await links().report(key, 700, leaseOf('second', 38, 150))
    expect(await links().resume(key, 700, at(38), leaseOf('third', 60, 200))).toBe(true)
    await links().report(key, 800, leaseOf('third', 61, 161))
    expect(await links().resume(key, 800, at(161), leaseOf('fourth', 300, 400))).toBe(false)
  })

  test('a link that has expired is not gone on with, lease or not', async () => {
    const { key } = await insertLink(links())
    await links().claim(key, at(END - 10), leaseOf('first', END + 20, END + 100))
    await links().report(key, 500, leaseOf('first', END - 5, END + 100))
    const resume = (seconds: number) => links().resume(key, 500, at(seconds), leaseOf('second', 2 * END, 3 * END))
    expect(await resume(END)).toBe(false)
    expect(await resume(END + 1)).toBe(false)
    expect(await resume(END - 1)).toBe(true)
  })

  test('a link that was never used, or is not known, is not gone on with', async () => {
    const link = await insertLink(links())
    expect(await links().resume(link.key, 1, at(10), SECOND)).toBe(false)
    expect(await links().resume('unknown', 1, at(10), SECOND)).toBe(false)
    expect(await links().findByKey(link.key)).toStrictEqual(link)
  })
}
