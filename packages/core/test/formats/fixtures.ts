import { readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('fixtures/', import.meta.url)

/** Names of the images that real tools made: `make-fixtures.sh` says how. */
export const FIXTURES = readdirSync(FOLDER).flatMap((file) => (file.endsWith('.hex') ? [file.slice(0, -4)] : []))

export function readFixture(name: string): Buffer {
  return parseHexdump(readFileSync(new URL(`${name}.hex`, FOLDER), 'latin1'))
}

/** What the tools themselves say of the size of a disk; undefined where they say nothing. */
export function virtualSizeOf(name: string): number | undefined {
  const rows = readFileSync(new URL('virtual-sizes.tsv', FOLDER), 'latin1').split('\n')
  const row = rows.find((line) => line.startsWith(`${name}\t`))
  return row === undefined ? undefined : Number(row.split('\t')[1])
}

/** Reads the output of `hexdump -C`: offset and 16 bytes a line, `*` for more of the same, and the size at the end. */
function parseHexdump(text: string): Buffer {
  const lines = text.trimEnd().split('\n')
  const image = Buffer.alloc(Number.parseInt(lines.at(-1) ?? '', 16))
  let last = Buffer.alloc(0)
  let end = 0
  for (const line of lines) {
    if (line === '*') continue
    const offset = Number.parseInt(line, 16)
    if (last.length > 0) image.fill(last, end, offset)
    last = Buffer.from(line.slice(10, 58).replaceAll(' ', ''), 'hex')
    last.copy(image, offset)
    end = offset + last.length
  }
  return image
}
