import { openapiDocument, type UForgeAppliance } from '@vitrine/api-types'
import { createXmlCodec } from '@vitrine/uforge-xml'
import { describe, expect, test } from 'vitest'
import { buildAppliance } from '../../../test/uforge-records.ts'
import { toAppliance } from './appliance.ts'
import { type ListQuery, selectItems, toFlag, toIdFilter } from './list-query.ts'

const fields = createXmlCodec<{ UForgeAppliance: UForgeAppliance }>(openapiDocument).fields('UForgeAppliance')
const APPLIANCES = [
  buildAppliance({ id: 1, name: 'web', version: '1.0', description: 'b' }),
  buildAppliance({ id: 2, name: 'db', version: '1.0' }),
  buildAppliance({ id: 10, name: 'web', version: '2.0', description: 'a' }),
]

const select = (query: ListQuery) => selectItems(APPLIANCES, query, { fields, describe: toAppliance })
const idsOf = (query: ListQuery) => select(query).page.map(({ id }) => id)

describe('a list', () => {
  test('is whole, and in the order of ids, when nothing is said', () => {
    expect(select({})).toStrictEqual({ total: 3, page: APPLIANCES })
  })

  test.each([
    { query: "name=='web'", want: [1, 10] },
    { query: "name=='w*';version=='2.0'", want: [10] },
    { query: 'dbId=gt=1', want: [2, 10] },
    { query: "name=='mail'", want: [] },
  ])('has the items for which $query holds', ({ query, want }) => {
    expect(idsOf({ query })).toStrictEqual(want)
  })

  test.each([
    { given: { orderBy: 'dbId' }, want: [1, 2, 10] },
    { given: { descending: 'True' }, want: [10, 2, 1] },
    { given: { orderBy: 'name' }, want: [2, 1, 10] },
    { given: { orderBy: 'name', descending: 'true' }, want: [1, 10, 2] },
    { given: { orderBy: 'description' }, want: [2, 10, 1] },
  ])('has its items in the order of $given', ({ given, want }) => {
    expect(idsOf(given)).toStrictEqual(want)
  })

  test.each([
    { given: { count: '2' }, want: [1, 2] },
    { given: { offset: '1' }, want: [2, 10] },
    { given: { offset: '1', count: '1' }, want: [2] },
    { given: { offset: '5', count: '1' }, want: [] },
    { given: { count: '0' }, want: [] },
    { given: { count: '99999999999999999999' }, want: [1, 2, 10] },
  ])('has a page of its items for $given, and counts all of them', ({ given, want }) => {
    expect(idsOf(given)).toStrictEqual(want)
    expect(select(given).total).toBe(3)
  })

  test('counts what matches, on other pages too', () => {
    expect(select({ query: "name=='web'", count: '1' })).toMatchObject({ total: 2, page: [{ id: 1 }] })
  })

  test.each([
    { query: 'name=' },
    { query: "colour=='red'" },
    { query: '' },
    { orderBy: 'colour' },
    { orderBy: 'installProfile' },
    { orderBy: '__proto__' },
    { descending: 'yes' },
    { count: '-1' },
    { count: '' },
    { offset: '1.5' },
  ])('is refused for %j', (given) => {
    expect(() => select(given)).toThrow(expect.objectContaining({ code: 'queryInvalid' }))
  })
})

describe('a flag', () => {
  test.each([
    { text: undefined, flag: false },
    { text: 'False', flag: false },
    { text: 'TRUE', flag: true },
  ])('is $flag when it says $text', ({ text, flag }) => {
    expect(toFlag('force', text)).toBe(flag)
  })

  test('says one or the other', () => {
    expect(() => toFlag('force', '1')).toThrow("'force' must be true or false")
  })
})

describe('the ids of a list', () => {
  test.each([
    { img: undefined, want: [1, 2, 10] },
    { img: ['1', '10'], want: [1, 10] },
    { img: ['1,2'], want: [1, 2] },
    { img: ['7', 'x'], want: [] },
  ])('are $want for $img', ({ img, want }) => {
    expect(APPLIANCES.filter(toIdFilter(img)).map(({ id }) => id)).toStrictEqual(want)
  })
})
