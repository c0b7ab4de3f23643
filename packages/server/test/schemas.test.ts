import { openapiDocument } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  imageSchemaOf,
  imagesSchemaOf,
  memberSchema,
  membersSchema,
  taskSchema,
  tasksSchema,
} from '../src/wire/schema-documents.ts'
import { type Service, startService } from './service.ts'

const imageSchema = imageSchemaOf(openapiDocument)

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

describe('a schema document', () => {
  test.each([
    { name: 'image', want: imageSchema },
    { name: 'images', want: imagesSchemaOf(imageSchema) },
    { name: 'member', want: memberSchema },
    { name: 'members', want: membersSchema },
    { name: 'task', want: taskSchema },
    { name: 'tasks', want: tasksSchema },
  ])('of $name is served', async ({ name, want }) => {
    const { status, headers, json } = await service.call('GET', `/v2/schemas/${name}`)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json')
    expect(json).toStrictEqual(want)
  })

  test('has every property that a shown image has', async () => {
    const { properties } = (await service.call('GET', '/v2/schemas/image')).json
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(await service.createImage())))
  })

  test('does not take a body', async () => {
    for (const name of ['image', 'images', 'member', 'members', 'task', 'tasks']) {
      expect((await service.call('GET', `/v2/schemas/${name}`, { body: 'x' })).status).toBe(400)
    }
  })
})
