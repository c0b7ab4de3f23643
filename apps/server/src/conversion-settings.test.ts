import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import type { Values } from './settings.ts'

const read = (flags: Values, environment: Values = {}) => readConfig({ flags, environment, file: undefined }).conversion

describe('conversion', () => {
  test('is by the qemu-img of the system, in an hour', () => {
    expect(read({})).toStrictEqual({
      program: 'qemu-img',
      searchPath: '/usr/local/bin:/usr/bin:/bin',
      seconds: 3600,
    })
  })

  test('is by another one, found as the server was, in another time', () => {
    const flags = { qemu_img: '/opt/qemu/bin/qemu-img', conversion_time_limit: '60' }
    expect(read(flags, { PATH: '/opt/bin:/bin' })).toStrictEqual({
      program: '/opt/qemu/bin/qemu-img',
      searchPath: '/opt/bin:/bin',
      seconds: 60,
    })
  })

  test('is where programs usually are when the path is empty, which would be the working directory', () => {
    expect(read({}, { PATH: '' }).searchPath).toBe('/usr/local/bin:/usr/bin:/bin')
  })

  test('takes some time', () => {
    expect(() => read({ conversion_time_limit: '0' })).toThrow('--conversion-time-limit must be an integer from 1')
  })
})
