import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fileIn } from './archives.ts'
import { ServerFailure } from './status.ts'

const entry = (kind: string, bytes: Buffer): Buffer => {
  const header = Buffer.alloc(512)
  header.write('disk.raw', 0)
  header.write(bytes.length.toString(8).padStart(11, '0'), 124)
  header.write(kind, 156)
  return Buffer.concat([header, bytes, Buffer.alloc(-bytes.length & 511)])
}

const END = Buffer.alloc(1024)
const pack = (...entries: Buffer[]): Buffer => gzipSync(Buffer.concat([...entries, END]))
const disk = Buffer.alloc(1000, 'disk')

describe('fileIn', () => {
  it.each([
    ['alone', pack(entry('0', disk))],
    ['of the old kind', pack(entry('\0', disk))],
    ['behind what says more of its name', pack(entry('x', Buffer.from('30 path=long\n')), entry('0', disk))],
  ])('finds a file %s', (_, archive) => {
    expect(fileIn(archive).equals(disk)).toBe(true)
  })

  it.each([
    ['no archive', Buffer.from('hello')],
    ['an empty one', pack()],
    ['one with two files', pack(entry('0', disk), entry('0', disk))],
  ])('blames the server for %s', (_, archive) => {
    expect(() => fileIn(archive)).toThrow(ServerFailure)
  })
})
