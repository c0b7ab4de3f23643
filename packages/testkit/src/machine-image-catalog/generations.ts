import type { MachineImage, MachineImageCatalog } from '@vitrine/core'
import { expect, test } from 'vitest'
import { useFresh } from '../fresh.ts'
import { countTrue, times } from '../image-catalog/connect.ts'
import { at } from '../task-catalog/connect.ts'
import {
  buildMachineImageFile,
  type ConnectMachineImages,
  insertAppliance,
  insertMachineImage,
  insertRunning,
} from './connect.ts'

const FILE = buildMachineImageFile()

/** Each way by which a generation is over. */
const ENDS: Record<string, (catalog: MachineImageCatalog, id: number) => Promise<boolean>> = {
  complete: async (catalog, id) => {
    await catalog.setImage(id, 'image-1', at(3))
    return catalog.completeGeneration(id, 'image-1', FILE, at(3))
  },
  failed: (catalog, id) => catalog.endGeneration(id, 'failed', 'The disk is full', at(3)),
  cancelled: (catalog, id) => catalog.endGeneration(id, 'cancelled', 'Cancelled', at(3)),
}

/** Everything that can be done to a generation. */
const MOVES: Record<string, (catalog: MachineImageCatalog, id: number) => Promise<boolean>> = {
  begin: (catalog, id) => catalog.beginGeneration(id, at(4)),
  report: (catalog, id) => catalog.reportProgress(id, 50, 'Converting', at(4)),
  setImage: (catalog, id) => catalog.setImage(id, 'image-2', at(4)),
  complete: (catalog, id) => catalog.completeGeneration(id, 'image-1', FILE, at(4)),
  fail: (catalog, id) => catalog.endGeneration(id, 'failed', 'Failed', at(4)),
  cancel: (catalog, id) => catalog.endGeneration(id, 'cancelled', 'Cancelled', at(4)),
}

export function describeGenerations(connect: ConnectMachineImages): void {
  const fresh = useFresh(connect)
  const catalog = () => fresh.catalog.machineImages
  const expectNow = async (image: MachineImage) =>
    expect(await catalog().findMachineImage('bob', image.id)).toStrictEqual(image)
  const insertWaiting = async () => insertMachineImage(catalog(), await insertAppliance(catalog()))

  test('a generation that waits is begun, and nothing else changes, also about another', async () => {
    const [image, other] = [await insertWaiting(), await insertWaiting()]
    expect(await catalog().beginGeneration(image.id, at(2))).toBe(true)
    await expectNow({ ...image, status: 'running', updatedAt: at(2) })
    await expectNow(other)
  })

  test('one that an earlier process left is begun anew; the image that it made is still to be found', async () => {
    const image = await insertRunning(catalog())
    await catalog().reportProgress(image.id, 70, 'Converting', at(3))
    await catalog().setImage(image.id, 'image-1', at(3))
    expect(await catalog().beginGeneration(image.id, at(4))).toBe(true)
    await expectNow({ ...image, percentage: 70, message: 'Converting', imageId: 'image-1', updatedAt: at(4) })
  })

  test('progress is what was reported last, be it less', async () => {
    const image = await insertRunning(catalog())
    for (const [percentage, message] of [
      [42, 'Converting 🐧'],
      [0, ''],
    ] as const) {
      expect(await catalog().reportProgress(image.id, percentage, message, at(3))).toBe(true)
      await expectNow({ ...image, percentage, message, updatedAt: at(3) })
    }
  })

  test('the image that is to have the file is recorded, and replaced by that of a later attempt', async () => {
    const image = await insertRunning(catalog())
    for (const imageId of ['image-1', 'image-2']) {
      expect(await catalog().setImage(image.id, imageId, at(3))).toBe(true)
      await expectNow({ ...image, imageId, updatedAt: at(3) })
    }
  })

  test('a complete one has its file, and all of its percents', async () => {
    const image = await insertRunning(catalog())
    await catalog().reportProgress(image.id, 99, 'Storing', at(3))
    await catalog().setImage(image.id, 'image-1', at(3))
    expect(await catalog().completeGeneration(image.id, 'image-1', FILE, at(4))).toBe(true)
    const complete = { status: 'complete', percentage: 100, file: FILE, updatedAt: at(4) } as const
    await expectNow({ ...image, message: 'Storing', imageId: 'image-1', ...complete })
  })

  test.for([{ recorded: null }, { recorded: 'image-2' }])(
    'it is not completed with the file of another image than was recorded: $recorded',
    async ({ recorded }) => {
      const image = await insertRunning(catalog())
      if (recorded) await catalog().setImage(image.id, recorded, at(2))
      expect(await catalog().completeGeneration(image.id, 'image-1', FILE, at(4))).toBe(false)
      await expectNow({ ...image, imageId: recorded })
    },
  )

  test.for(['failed', 'cancelled'] as const)('one that waits or is running can be %s, and says why', async (status) => {
    for (const image of [await insertWaiting(), await insertRunning(catalog())]) {
      expect(await catalog().endGeneration(image.id, status, 'Because', at(3))).toBe(true)
      await expectNow({ ...image, status, message: 'Because', updatedAt: at(3) })
    }
  })

  test.for(['report', 'setImage', 'complete'])('of one that waits there is nothing to tell: %s', async (move) => {
    const image = await insertWaiting()
    expect(await MOVES[move]?.(catalog(), image.id)).toBe(false)
    await expectNow(image)
  })

  test.for(Object.keys(ENDS))('one that is %s stays so, whatever is tried', async (end) => {
    const image = await insertRunning(catalog())
    expect(await ENDS[end]?.(catalog(), image.id)).toBe(true)
    const over = await catalog().findMachineImage('bob', image.id)
    expect(over?.status).toBe(end)
    for (const move of Object.values(MOVES)) expect(await move(catalog(), image.id)).toBe(false)
    expect(await catalog().findMachineImage('bob', image.id)).toStrictEqual(over)
  })

  test.for(Object.keys(MOVES))('one that was deleted while it was running finds that it is gone: %s', async (move) => {
    const image = await insertRunning(catalog())
    await catalog().setImage(image.id, 'image-1', at(3))
    expect(await catalog().deleteMachineImage(image.id)).toBe(true)
    expect(await MOVES[move]?.(catalog(), image.id)).toBe(false)
    expect(await catalog().findMachineImage('bob', image.id)).toBeUndefined()
  })

  test('when it is completed and cancelled many times at once, it has one end', async () => {
    const image = await insertRunning(catalog())
    await catalog().setImage(image.id, 'image-1', at(3))
    const ends = await Promise.all(
      times(100, (index) => (index % 2 === 0 ? MOVES.complete : MOVES.cancel)?.(catalog(), image.id) ?? false),
    )
    expect(countTrue(ends)).toBe(1)
    const over = await catalog().findMachineImage('bob', image.id)
    expect(over?.file).toStrictEqual(over?.status === 'complete' ? FILE : null)
  })
}
