import { describe, expect, test } from 'vitest'
import { readLimits } from './limit-settings.ts'
import { readSources } from './setting-sources.ts'
import { ConfigError } from './setting-values.ts'
import type { Values } from './settings.ts'

const read = (flags: Values) => readLimits(readSources({ flags, environment: {} }).get)

describe('the limits of a project', () => {
  test.each<{ given: Values; want: object }>([
    { given: {}, want: { images: -1, bytes: -1, uploads: -1 } },
    { given: { image_count_total: '0', image_count_uploading: '2' }, want: { images: 0, uploads: 2 } },
    { given: { user_storage_quota: '0' }, want: { bytes: -1 } },
    { given: { user_storage_quota: '1000' }, want: { bytes: 1000 } },
    { given: { user_storage_quota: '7B' }, want: { bytes: 7 } },
    { given: { user_storage_quota: '3KB' }, want: { bytes: 3 * 1024 } },
    { given: { user_storage_quota: '3MB' }, want: { bytes: 3 * 1024 ** 2 } },
    { given: { user_storage_quota: '3GB' }, want: { bytes: 3 * 1024 ** 3 } },
    { given: { user_storage_quota: '3TB' }, want: { bytes: 3 * 1024 ** 4 } },
    { given: { image_size_total: '5' }, want: { bytes: 5 * 1024 ** 2 } },
    { given: { image_size_total: '0' }, want: { bytes: 0 } },
    { given: { image_size_total: '5', user_storage_quota: '4MB' }, want: { bytes: 4 * 1024 ** 2 } },
    { given: { image_size_total: '5', user_storage_quota: '6MB' }, want: { bytes: 5 * 1024 ** 2 } },
    { given: { image_size_total: '-1', user_storage_quota: '6MB' }, want: { bytes: 6 * 1024 ** 2 } },
  ])('come from $given', ({ given, want }) => {
    expect(read(given)).toMatchObject(want)
  })

  test.each(['', 'TB', '1.5GB', '5 GB', '5gb', '5PB', '-1', '9999999TB'])('are not told by a quota of %j', (text) => {
    const says = `--user-storage-quota must be a number of bytes such as 500GB (B, KB, MB, GB or TB), not '${text}'`
    expect(() => read({ user_storage_quota: text })).toThrow(new ConfigError(says))
  })

  test.each(['5MB', '8589934592'])('are not told by a total of %j MiB', (text) => {
    expect(() => read({ image_size_total: text })).toThrow(/^--image-size-total must be an integer/)
  })
})
