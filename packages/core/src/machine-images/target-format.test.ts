import { describe, expect, test } from 'vitest'
import { CONVERTIBLE_FORMATS } from '../ports/disk-converter.ts'
import { fileExtension, fileNames } from './file-names.ts'
import { TARGET_FORMATS, targetFormat } from './target-format.ts'

const image = { name: 'uss-dev-env', version: '1.0', revision: 1, compress: true }

describe('target formats', () => {
  test('lead to every format that disks are converted to', () => {
    expect(new Set(TARGET_FORMATS.map(({ diskFormat }) => diskFormat))).toStrictEqual(new Set(CONVERTIBLE_FORMATS))
  })

  test.for(['id', 'name', 'primitive'] as const)('have each an %s of their own', (field) => {
    expect(new Set(TARGET_FORMATS.map((format) => format[field])).size).toBe(TARGET_FORMATS.length)
  })

  test('are found by their names', () => {
    for (const format of TARGET_FORMATS) expect(targetFormat(format.name)).toBe(format)
  })

  test.for([
    [undefined, 'targetFormatMissing'],
    ['', 'targetFormatUnknown'],
    ['qcow2', 'targetFormatUnknown'],
    ['ISO', 'targetFormatUnknown'],
  ] as const)('are not found as %j, and the refusal names all there are', ([name, code]) => {
    const all = TARGET_FORMATS.map((format) => format.name).join(', ')
    const refusal = expect.objectContaining({ code, message: expect.stringContaining(all) })
    expect(() => targetFormat(name)).toThrow(refusal)
  })
})

describe('the file of a machine image', () => {
  test.for([
    ['QCOW2', {}, 'uss-dev-env_1.0rev1_qcow2.tar.gz', 'uss-dev-env_1.0rev1_qcow2.qcow2'],
    ['KVM', { revision: 12 }, 'uss-dev-env_1.0rev12_kvm.tar.gz', 'uss-dev-env_1.0rev12_kvm.qcow2'],
    ['VHDX', { compress: false }, 'uss-dev-env_1.0rev1_hyperv2012.vhdx', 'uss-dev-env_1.0rev1_hyperv2012.vhdx'],
    ['VHD', { name: '../ä b"\r\n', version: '1/2' }, '..___b____1_2rev1_vhd.tar.gz', '..___b____1_2rev1_vhd.vhd'],
  ] as const)('in %s, with %j, is called %s, and the disk in it %s', ([name, changes, file, disk]) => {
    const named = { ...image, ...changes }
    expect(fileNames(named, targetFormat(name))).toStrictEqual({ file, disk })
    expect(file.endsWith(`.${fileExtension(named, targetFormat(name))}`)).toBe(true)
  })
})
