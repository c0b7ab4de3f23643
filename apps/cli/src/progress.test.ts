import { expect, describe as group, it } from 'vitest'
import { describe, describeStage } from './progress.ts'

group('a progress line', () => {
  it('says how far, how fast and how long', () => {
    const state = { transferred: 3 * 2 ** 20, total: 4 * 2 ** 20, progress: 0.75, first: 2 ** 20, seconds: 1 }
    expect(describe('Uploading', state)).toBe(
      'Uploading ███████████████████████░░░░░░░  75%  3.0 MiB of 4.0 MiB  2.0 MiB/s  1 s left',
    )
  })

  it('says minutes', () => {
    const state = { transferred: 1, total: 91, progress: 1 / 91, first: 0, seconds: 1 }
    expect(describe('', state)).toContain('1 min 30 s left')
  })

  it('does without a total', () => {
    const state = { transferred: 2 ** 20, total: undefined, progress: 0, first: 0, seconds: 2 }
    expect(describe('Uploading', state)).toBe('Uploading 1.0 MiB  512.0 KiB/s')
  })

  it('knows no speed before time has passed', () => {
    const state = { transferred: 5, total: 10, progress: 0.5, first: 5, seconds: 0 }
    expect(describe('Downloading', state)).toMatch(/ {2}0 B\/s$/)
  })
})

group('the line of a stage', () => {
  it('says how far and what, on one line whatever the server says', () => {
    expect(describeStage('Generating', { percentage: 29, message: 'Packing\nand storing' })).toBe(
      'Generating █████████░░░░░░░░░░░░░░░░░░░░░  29%  Packing\\u000aand storing',
    )
  })
})
