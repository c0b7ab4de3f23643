import { expect, test } from 'vitest'
import { useFresh } from '../fresh.ts'
import { times } from '../image-catalog/connect.ts'
import { at } from '../task-catalog/connect.ts'
import {
  ALICE,
  BOB,
  buildNewAppliance,
  type ConnectMachineImages,
  idsOf,
  insertAppliance,
  LATER_BOB,
} from './connect.ts'

export function describeAppliances(connect: ConnectMachineImages): void {
  const fresh = useFresh(connect)
  const catalog = () => fresh.catalog.machineImages

  const nothing = { projectId: null, description: null, distributionName: null, archName: null, osProfile: null }
  test.for([{}, nothing])('an appliance is found as it was inserted, with an id: %o', async (overrides) => {
    const wanted = buildNewAppliance(overrides)
    const appliance = await catalog().insertAppliance(wanted)
    expect(appliance).toStrictEqual({ id: expect.any(Number), ...wanted, updatedAt: wanted.createdAt })
    expect(await catalog().findAppliance('bob', appliance.id)).toStrictEqual(appliance)
    expect(await catalog().listAppliances('bob')).toStrictEqual([appliance])
  })

  test('ids count up, and none is given twice, however many come at once', async () => {
    const first = await insertAppliance(catalog())
    const ids = idsOf(await Promise.all(times(20, () => insertAppliance(catalog()))))
    expect(first.id).toBeGreaterThan(0)
    expect(new Set([first.id, ...ids]).size).toBe(21)
    expect(Math.min(...ids)).toBeGreaterThan(first.id)
  })

  test('the id of a deleted appliance is not used again', async () => {
    const { id } = await insertAppliance(catalog())
    await catalog().deleteAppliance('bob', id)
    expect((await insertAppliance(catalog())).id).toBeGreaterThan(id)
  })

  test('appliances of a user are listed in the order of their ids, and no others', async () => {
    const first = await insertAppliance(catalog(), { name: 'b', createdAt: at(2) })
    const alices = await insertAppliance(catalog(), { user: ALICE })
    const second = await insertAppliance(catalog(), { name: 'a', createdAt: at(1) })
    expect(await catalog().listAppliances('bob')).toStrictEqual([first, second])
    expect(await catalog().listAppliances('alice')).toStrictEqual([alices])
    expect(await catalog().listAppliances('user-1')).toStrictEqual([])
  })

  test('an appliance of somebody else, or of nobody, is neither found nor changed nor deleted', async () => {
    const appliance = await insertAppliance(catalog())
    for (const [userName, id] of [
      ['alice', appliance.id],
      ['bob', appliance.id + 1],
      ['Bob', appliance.id],
    ] as const) {
      expect(await catalog().findAppliance(userName, id)).toBeUndefined()
      expect(await catalog().setOsProfile(userName, id, 'Server', at(1))).toBeUndefined()
      expect(await catalog().deleteAppliance(userName, id)).toBe(false)
    }
    expect(await catalog().findAppliance('bob', appliance.id)).toStrictEqual(appliance)
  })

  test('users that had a name one after the other are told apart by their ids', async () => {
    const old = await insertAppliance(catalog(), { user: BOB })
    const young = await insertAppliance(catalog(), { user: LATER_BOB })
    const users = (await catalog().listAppliances('bob')).map(({ user }) => user)
    expect(users).toStrictEqual([BOB, LATER_BOB])
    expect(await catalog().findAppliance('bob', old.id)).toMatchObject({ user: BOB })
    expect(await catalog().findAppliance('bob', young.id)).toMatchObject({ user: LATER_BOB })
  })

  test('an OS profile that is set stays, in place of another; nothing else changes', async () => {
    const appliance = await insertAppliance(catalog(), { osProfile: null })
    const other = await insertAppliance(catalog(), { osProfile: null })
    for (const [osProfile, updatedAt] of [
      ['Minimal', at(1)],
      ['Server', at(2)],
    ] as const) {
      const changed = { ...appliance, osProfile, updatedAt }
      expect(await catalog().setOsProfile('bob', appliance.id, osProfile, updatedAt)).toStrictEqual(changed)
      expect(await catalog().findAppliance('bob', appliance.id)).toStrictEqual(changed)
    }
    expect(await catalog().findAppliance('bob', other.id)).toStrictEqual(other)
  })
}
