import type { Image } from '@vitrine/core'
import { buildImageData, buildNewImage } from '@vitrine/testkit'
import { describe, expect, test } from 'vitest'
import { describeData, fileNameOf } from './image-data.ts'

const ID = '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b'

describe('what data is called as a file', () => {
  test.each([
    { name: 'debian 12', want: 'debian_12.qcow2' },
    { name: 'debian.qcow2', want: 'debian.qcow2' },
    { name: 'débian "x"\r\n', want: 'd_bian__x___.qcow2' },
    { name: '../../etc/passwd', want: '_._.._etc_passwd.qcow2' },
    { name: '.profile', want: '_profile.qcow2' },
    { name: '-rf', want: '_rf.qcow2' },
    { name: '', want: `${ID}.qcow2` },
    { name: null, want: `${ID}.qcow2` },
    { name: 'web.tar.gz', containerFormat: 'compressed', want: 'web.tar.gz' },
    { name: 'web', containerFormat: 'ova', want: 'web' },
  ])('of $name in $containerFormat is $want', ({ want, ...given }) => {
    const image = { ...buildNewImage({ id: ID, containerFormat: 'bare', diskFormat: 'qcow2', ...given }) } as Image
    expect(fileNameOf(image)).toBe(want)
  })
})

test('data that nobody has read yet has no ETag, and no digest', () => {
  const unread = buildImageData({ checksum: null, hashAlgorithm: null, hashValue: null })
  expect(describeData(unread)).toStrictEqual({ 'Accept-Ranges': 'bytes', 'X-Content-Type-Options': 'nosniff' })
})
