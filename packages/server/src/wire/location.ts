import { type ImageLocation, type ImageLocationCreate, openapiDocument } from '@vitrine/api-types'
import {
  type AddressedLocation,
  type LocationChange,
  type NewLocation,
  type PatchItem,
  Problem,
  type ProposedLocation,
} from '@vitrine/core'
import { Ajv2020 } from 'ajv/dist/2020.js'

const { ImageLocation: schema = {} } = openapiDocument.components.schemas ?? {}
const isLocation = new Ajv2020({ strict: false }).compile<ImageLocation>(schema as object)

/** Locations as clients see them, who are told which store it is once there are several. */
export function createLocationWire({ several }: { several: boolean }) {
  return ({ url, location: { store, metadata } }: AddressedLocation): ImageLocation => ({
    url,
    metadata: { ...metadata, ...(several && { store }) },
  })
}

/** An item of a patch whose path leads to the locations. Throws `attributeInvalid` for what is none. */
export function toLocationChange({ verb, path: [, position = ''], value }: PatchItem): LocationChange {
  switch (verb) {
    case 'add':
      return { verb, position, proposal: toProposal(value) }
    case 'replace':
      if (!Array.isArray(value)) throw new Problem('attributeInvalid', `'locations' must be array`)
      return { verb, proposals: value.map(toProposal) }
    case 'remove':
      return { verb, position }
  }
}

function toProposal(value: unknown): ProposedLocation {
  if (!isLocation(value)) {
    const { instancePath = '', message = 'is not valid' } = isLocation.errors?.at(0) ?? {}
    throw new Problem('attributeInvalid', `A location: '${instancePath.slice(1)}' ${message}`)
  }
  const { url, metadata, validation_data: said } = value
  const digests = said && {
    ...(said.checksum !== undefined && { checksum: said.checksum }),
    hashAlgorithm: said.os_hash_algo,
    hashValue: said.os_hash_value,
  }
  return { url, metadata, digests }
}

export function toNewLocation({ url, validation_data: said = {} }: ImageLocationCreate): NewLocation {
  const { os_hash_algo: hashAlgorithm, os_hash_value: hashValue } = said
  // The spec has them both, or neither.
  return hashAlgorithm !== undefined && hashValue !== undefined
    ? { url, digests: { hashAlgorithm, hashValue } }
    : { url }
}
