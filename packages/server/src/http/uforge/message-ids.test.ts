import { openapiDocument } from '@vitrine/api-types'
import { expect, test } from 'vitest'
import { MESSAGE_IDS } from './message-ids.ts'

test('the examples of the spec have ids that there are', () => {
  const responses = JSON.stringify(openapiDocument.components.responses)
  const ids = [...responses.matchAll(/"messageId":"([^"]*)"/g)].map(([, id]) => id)
  expect(ids.length).toBeGreaterThan(5)
  expect(ids.filter((id) => !MESSAGE_IDS.has(id ?? ''))).toStrictEqual([])
})
