import { openapiDocument, type UForgeAppliance, type UForgeDistribProfile } from '@vitrine/api-types'
import { createXmlCodec } from '@vitrine/uforge-xml'
import { describe, expect, test } from 'vitest'
import { buildAppliance } from '../../../test/uforge-records.ts'
import { toAppliance, toApplianceDescription, toDistribProfile, toInstallProfile } from './appliance.ts'

const SOURCE = '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b'
const codec = createXmlCodec<{ UForgeAppliance: UForgeAppliance; UForgeDistribProfile: UForgeDistribProfile }>(
  openapiDocument,
)

describe('an appliance', () => {
  test('has what the command-line client reads, and where its parts are', () => {
    expect(toAppliance(buildAppliance())).toMatchObject({
      created: '2026-03-01T09:30:00.123Z',
      lastModified: '2026-03-01T09:35:00.456Z',
      dbId: 21,
      name: 'web',
      version: '1.0',
      archName: 'x86_64',
      distributionName: 'debian-13',
      distributionUri: `distributions/${SOURCE}`,
      nbUpdates: 0,
      imported: false,
      shared: false,
      uri: 'users/john/appliances/21',
      baseImagesUri: 'users/john/appliances/21/images',
      baseImagesStatusUri: 'users/john/appliances/21/images/statuses',
      installProfileUri: 'users/john/appliances/21/installProfile',
    })
  })

  test('has those members too of which nothing is known', () => {
    const shown = toAppliance(buildAppliance({ archName: null, distributionName: null }))
    expect(codec.toXml('UForgeAppliance', shown)).toMatch(
      /<archName><\/archName>.*<distributionName><\/distributionName>/,
    )
    expect(shown).not.toHaveProperty('description')
  })

  test('shows by a URI that it has a profile', () => {
    expect(toAppliance(buildAppliance())).not.toHaveProperty('osProfileUri')
    const shown = toAppliance(buildAppliance({ osProfile: 'Minimal' }))
    expect(shown.osProfileUri).toBe('users/john/appliances/21/osprofile')
  })

  test('has another digest with every change', () => {
    const [before, after] = [buildAppliance(), buildAppliance({ osProfile: 'Minimal' })].map(toAppliance)
    expect(after?.digest).not.toBe(before?.digest)
  })

  test('has profiles of its own', () => {
    const appliance = { ...buildAppliance(), osProfile: 'Minimal' }
    const uri = 'users/john/appliances/21'
    expect(toDistribProfile(appliance)).toMatchObject({ name: 'Minimal', uri: `${uri}/osprofile` })
    expect(toInstallProfile(appliance)).toMatchObject({
      applianceUri: uri,
      partitionAuto: true,
      uri: `${uri}/installProfile`,
    })
  })
})

describe('a new appliance', () => {
  const distributionUri = `distributions/${SOURCE}`

  test('is of the image that its distribution names', () => {
    expect(toApplianceDescription({ name: 'web', version: '1.0', distributionUri })).toStrictEqual({
      name: 'web',
      version: '1.0',
      description: null,
      archName: null,
      sourceImageId: SOURCE,
    })
  })

  test('keeps what else is said of it', () => {
    const body = { name: 'web', version: '1.0', distributionUri, description: 'A server', archName: 'arm64' }
    expect(toApplianceDescription(body)).toMatchObject({ description: 'A server', archName: 'arm64' })
  })

  test.each(['', SOURCE, 'distributions/', `/distributions/${SOURCE}`, `distributions/${SOURCE}/profiles/4`, 'orgs/1'])(
    'cannot be of %j',
    (uri) => {
      expect(() => toApplianceDescription({ name: 'web', version: '1.0', distributionUri: uri })).toThrow(
        expect.objectContaining({ code: 'attributeInvalid' }),
      )
    },
  )
})
