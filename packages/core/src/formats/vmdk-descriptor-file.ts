import type { Reading } from './probe.ts'

/** A title, or comments and blank lines before a version. Programs differ in what they call blank, so anything is. */
const BEGINNING = /#\s*disk\s+descriptorfile|^(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*version[^\S\n]*=/i

/** Without it nobody opens a descriptor. Programs that are told the format look for it anywhere, up to a NUL. */
const TYPE = 'createtype'
const TEXT_LIMIT = 1024 * 1024
const WINDOW = 16 * 1024

/**
 * Whether data, which begins with `start`, may be taken for the text of a VMDK in a file of its own. That is refused
 * whatever it says, so text that is no descriptor is rather taken for one than the other way round.
 */
export function* isDescriptorFile(start: Buffer): Reading<boolean> {
  return BEGINNING.test(start.toString('latin1')) || (yield* namesType(start))
}

function* namesType(start: Buffer): Reading<boolean> {
  let window = start
  let text = ''
  let end = 0
  while (window.length > 0) {
    text = text.slice(-TYPE.length) + window.toString('latin1').toLowerCase()
    if (text.includes(TYPE)) return true
    end += window.length
    if (window.includes(0) || end >= TEXT_LIMIT) return false
    window = (yield { from: end, length: WINDOW }).bytes
  }
  return false
}
