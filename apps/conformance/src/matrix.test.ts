import { describe, expect, it } from 'vitest'
import { someCase } from './builders.ts'
import { createMatrix, findCaseFaults } from './matrix.ts'
import type { OperationId } from './spec.ts'
import { OPERATIONS } from './spec.ts'
import { UNPROVOKABLE } from './unprovokable.ts'

const about = (operation: OperationId | 'wire', status: number | readonly number[], id = 'x') => ({
  definition: { id, title: 'A title', operation, status },
})

const cellOf = (cases: Parameters<typeof createMatrix>[0], operation: OperationId, status: number) =>
  createMatrix(cases)
    .find((row) => row.operation === operation)
    ?.cells.find((cell) => cell.status === status)

describe('createMatrix', () => {
  it('has a row for every operation and a cell for every documented answer', () => {
    const matrix = createMatrix([])
    expect(matrix.map(({ operation }) => operation)).toEqual(Object.keys(OPERATIONS))
    for (const { operation, cells } of matrix)
      expect(cells.map(({ status }) => String(status))).toEqual(
        expect.arrayContaining([...Object.keys(OPERATIONS[operation].statuses), '405']),
      )
  })

  it('shows an answer without a case as missing', () => {
    expect(cellOf([], 'showImage', 200)).toMatchObject({ state: 'missing', cases: [] })
  })

  it('gives the reason for an answer that cannot be provoked', () => {
    expect(cellOf([], 'deleteImage', 409)).toMatchObject({ state: 'skipped', reason: UNPROVOKABLE.deleteImage?.[409] })
  })

  it.each([
    ['failed', ['passed', 'known', 'failed', 'error', 'skipped']],
    ['error', ['passed', 'known', 'error']],
    ['known', ['passed', 'known', 'skipped']],
    ['passed', ['skipped', 'passed', 'disabled']],
    ['skipped', ['skipped', 'disabled']],
    ['disabled', ['disabled']],
  ] as const)('is %s for the cases %j', (want, outcomes) => {
    const cases = outcomes.map((outcome, index) => someCase(outcome, about('showImage', 200, `x${index}`)))
    expect(cellOf(cases, 'showImage', 200)).toMatchObject({ state: want, inState: 1 })
  })

  it('counts a case for each answer it is about', () => {
    const cases = [someCase('passed', about('deleteImage', [204, 403], 'both'))]
    for (const status of [204, 403]) expect(cellOf(cases, 'deleteImage', status)?.cases).toEqual(['both'])
  })
})

describe('findCaseFaults', () => {
  it('finds nothing wrong with good cases', () => {
    expect(
      findCaseFaults([someCase('passed', about('showImage', 200)), someCase('passed', about('wire', 302, 'y'))]),
    ).toEqual([])
  })

  it('finds two cases with one id', () => {
    const twice = [someCase('passed', about('showImage', 200)), someCase('passed', about('showImage', 404))]
    expect(findCaseFaults(twice)).toEqual(['two cases are called x'])
  })

  it('finds a case about an operation that the spec lacks', () => {
    const faults = findCaseFaults([someCase('passed', about('brewCoffee' as OperationId, 200))])
    expect(faults).toEqual(['case x is about brewCoffee, which the spec does not have'])
  })

  it('finds a case about an answer that the spec lacks', () => {
    const faults = findCaseFaults([someCase('passed', about('showImage', 418))])
    expect(faults).toEqual(['case x is about showImage 418, which the spec does not have'])
  })
})
