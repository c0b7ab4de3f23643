import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { createGrowingReservation } from './storage-reservation.ts'

const MIB = 1024 * 1024

/** What was asked for, and a project that has room for so many bytes. */
function setUp(room: number) {
  const asked: number[] = []
  const reserve = createGrowingReservation(async (total) => {
    asked.push(total)
    if (total > room) throw new Problem('quotaExceeded', 'no room')
  })
  return { reserve, asked }
}

describe('a reservation that grows with its upload', () => {
  test('asks seldom: once for many blocks', async () => {
    const { reserve, asked } = setUp(1e12)
    for (let received = MIB; received <= 64 * MIB; received += MIB) await reserve(received)
    expect(asked.length).toBeLessThanOrEqual(4)
    expect(asked.at(-1)).toBeGreaterThanOrEqual(64 * MIB)
  })

  test('fits to the last byte: where there is no room ahead, exactly what arrived is reserved', async () => {
    const { reserve, asked } = setUp(100)
    await reserve(60)
    await reserve(100)
    expect(asked.at(-1)).toBe(100)
    await expect(reserve(101)).rejects.toMatchObject({ code: 'quotaExceeded' })
  })

  test('passes on what is no refusal without asking again', async () => {
    const broken = new Error('the catalogue is away')
    let asked = 0
    const reserve = createGrowingReservation(() => {
      asked++
      return Promise.reject(broken)
    })
    await expect(reserve(1)).rejects.toBe(broken)
    expect(asked).toBe(1)
  })
})
