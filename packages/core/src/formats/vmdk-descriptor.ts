import { type Fault, faultsOf } from './detected-format.ts'

/** Comments, the disk database, `key=value`, and extents. */
const KNOWN_LINE = /^(?:#.*|ddb.*|[^ \t=]+=.*|(?:rw|rdonly|noaccess)[ \t].*)?$/
const EXTENT = /^(?:rw|rdonly|noaccess)[ \t]/
const OWN_EXTENT = /^\w+[ \t]+\d+[ \t]+sparse[ \t]+"[^"/\\]*"$/

// Searched for in the whole text: some programs do so too, and do not care for lines and comments.
const OWN_TYPE = /createtype="(?:monolithicsparse|streamoptimized)"/
const OTHER_TYPE = /createtype(?!="(?:monolithicsparse|streamoptimized)")/
const PARENT = /parentfilenamehint|parentcid(?!=ffffffff(?:\s|$))/

/** What is wrong with the text that says what a VMDK consists of. It must leave nothing to open but the file itself. */
export function descriptorFaults(descriptor: string): Fault[] {
  if (!/^[\t\n\r\x20-\x7e]+$/.test(descriptor)) {
    return [{ check: 'descriptor', reason: 'has a descriptor that is not plain text' }]
  }
  const text = descriptor.toLowerCase()
  const lines = text.split(/[\n\r]/).map((line) => line.trim())
  const extents = lines.filter((line) => EXTENT.test(line))
  return faultsOf(
    [!OWN_TYPE.test(text) || OTHER_TYPE.test(text), 'descriptor', 'is neither monolithicSparse nor streamOptimized'],
    [lines.some((line) => !KNOWN_LINE.test(line)), 'descriptor', 'has a line in its descriptor that is not known'],
    [extents.length !== 1, 'extents', 'has no extent, or more than one'],
    [extents.some((extent) => !OWN_EXTENT.test(extent)), 'extents', 'has an extent that is not sparse, or elsewhere'],
    [PARENT.test(text), 'parent', 'names a parent; flatten it'],
  )
}
