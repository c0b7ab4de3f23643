import { openapiDocument, type UForgeStatus } from '@vitrine/api-types'
import { createXmlCodec } from '@vitrine/uforge-xml'
import { describe, expect, test } from 'vitest'
import { buildCompleteImage, buildMachineImage } from '../../../test/uforge-records.ts'
import { toStatus } from './status.ts'

const codec = createXmlCodec<{ UForgeStatus: UForgeStatus }>(openapiDocument)

describe('the status of a generation', () => {
  test('that waits says so, and nothing of an end', () => {
    const status = toStatus(buildMachineImage())
    expect(status).toMatchObject({ cancelled: false, complete: false, error: false, percentage: 0 })
    expect(status.message).not.toBe('')
    expect(status).not.toHaveProperty('errorMessage')
  })

  test('that goes on has what is being done, and where it is', () => {
    const status = toStatus(buildMachineImage({ status: 'running', percentage: 42, message: 'Converting to qcow2' }))
    expect(status).toMatchObject({
      created: '2026-03-01T09:30:00.123Z',
      dbId: 47,
      complete: false,
      message: 'Converting to qcow2',
      parentUri: 'users/john/appliances/21/images/47',
      percentage: 42,
      uri: 'users/john/appliances/21/images/47/status',
    })
  })

  test('that ended well begins as clients know it, with the time of its end', () => {
    const status = toStatus(buildCompleteImage({ message: 'Uploading' }))
    expect(status).toMatchObject({ complete: true, cancelled: false, error: false, percentage: 100 })
    expect(status.message).toBe('Done, created on 2026-03-01 09:35:00 UTC')
  })

  test('that failed gives the reason in both places where clients look', () => {
    const status = toStatus(buildMachineImage({ status: 'failed', percentage: 30, message: 'The disk is full' }))
    expect(status).toMatchObject({ error: true, complete: false, cancelled: false, percentage: 30 })
    expect([status.message, status.errorMessage]).toStrictEqual(['The disk is full', 'The disk is full'])
  })

  test('that was cancelled did not fail', () => {
    const status = toStatus(buildMachineImage({ status: 'cancelled', message: 'The generation was cancelled' }))
    expect(status).toMatchObject({ cancelled: true, complete: false, error: false })
    expect(status).not.toHaveProperty('errorMessage')
  })

  test.each(['waiting', 'running', 'failed', 'cancelled'] as const)(
    'has a message even when %s without one',
    (status) => {
      const shown = toStatus(buildMachineImage({ status, message: '' }))
      expect(shown.message).toMatch(/\w/)
      expect(codec.toXml('UForgeStatus', shown)).toContain(`<message>${shown.message}</message>`)
    },
  )

  test('has another digest with every change, and the same without one', () => {
    const running = buildMachineImage({ status: 'running', percentage: 42 })
    expect(toStatus(running).digest).toMatch(/^[0-9a-f]{32}$/)
    expect(toStatus({ ...running }).digest).toBe(toStatus(running).digest)
    expect(toStatus({ ...running, percentage: 43 }).digest).not.toBe(toStatus(running).digest)
  })
})
