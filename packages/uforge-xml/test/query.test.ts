import { describe, expect, test } from 'vitest'
import { createXmlCodec, parseQuery, QueryRefused } from '../src/index.ts'
import { specDocument } from './spec-document.ts'

const fields = createXmlCodec<Record<string, object>>(specDocument).fields('UForgeImage')

const items = [
  { name: 'nginx', version: '1.0', revision: 1, compress: true, created: '2024-01-01T00:00:00.000Z' },
  { name: 'nginx', version: '2.0', revision: 2, compress: false, created: '2024-06-01T00:00:00.000Z' },
  {
    name: 'web server (1)',
    version: '1.0',
    revision: 10,
    compress: true,
    created: '2024-12-01T00:00:00.000Z',
    tag: 'x',
  },
]

const found = (query: string) => items.filter(parseQuery(query, fields)).map(({ revision }) => revision)

describe('a query', () => {
  test.each([
    ["name=='nginx';version=='1.0'", [1]],
    ["name=='nginx'", [1, 2]],
    ['name==nginx', [1, 2]],
    ['name!="nginx"', [10]],
    ["name=='*server*'", [10]],
    ["name=='web*(1)'", [10]],
    ["name=='NGINX'", []],
    ['revision=gt=1', [2, 10]],
    ['revision=ge=2;revision=lt=10', [2]],
    ['revision=le=1,revision==10', [1, 10]],
    ['compress==True', [1, 10]],
    ['compress!=true', [2]],
    ['created=ge=2024-06-01T02:00:00+02:00', [2, 10]],
    ['created==2024-06-01T00:00:00Z', [2]],
    ["(version=='2.0',version=='1.0');name=='web*'", [10]],
    ["version=='2.0',version=='1.0';name=='web*'", [2, 10]],
    ['tag==*', [10]],
    ['tag!=x', [1, 2]],
    ['tag=lt=y', [10]],
  ])('%s', (query, revisions) => {
    expect(found(query)).toEqual(revisions)
  })

  test.each([
    ['', 'not FIQL'],
    ['name', 'not FIQL'],
    ["name=='nginx", 'not FIQL'],
    ['(name==nginx', 'not FIQL'],
    ['name==nginx;', 'not FIQL'],
    ['name=~nginx', 'not FIQL'],
    ['name==nginx and version==1', '"and" is not FIQL'],
    ['price==1', 'no field "price"'],
    ['targetFormat==QCOW2', 'no field "targetFormat"'],
    ['constructor==1', 'no field "constructor"'],
    ['revision==many', '"revision" is compared with a whole number of 32 bits'],
    ['revision==1*', '"revision" is compared with a whole number of 32 bits'],
    ['created==today', '"created" is compared with a date and time'],
    ['compress==maybe', '"compress" is compared with true or false'],
    ['compress=gt=false', '"compress" cannot be compared by =gt='],
    ['revision<2', '"revision" cannot be compared by <'],
    ['name=in=(a,b)', 'one value at a time'],
    ['name=like=a', '"name" cannot be compared by =like='],
    [`name==${'x'.repeat(4096)}`, 'more than 4096 characters'],
  ])('%s is refused', (query, reason) => {
    expect(() => parseQuery(query, fields)).toThrow(QueryRefused)
    expect(() => parseQuery(query, fields)).toThrow(reason)
  })

  test('a refusal does not repeat the query', () => {
    expect(() => parseQuery("downloadKey=='s3cr3t';;", fields)).toThrow(/^(?!.*s3cr3t)/)
  })

  test('as deep as its length allows is taken', () => {
    const deep = `${'('.repeat(2000)}name==nginx${')'.repeat(2000)}`
    expect(found(deep)).toEqual([1, 2])
    expect(found(`${'tag==x,'.repeat(580)}name==nginx`)).toEqual([1, 2, 10])
  })
})

describe('a wildcard', () => {
  const matches = (pattern: string, name: string) => parseQuery(`name=='${pattern}'`, fields)({ name })

  test.each([
    ['*', '', true],
    ['**', 'a', true],
    ['a*', 'a', true],
    ['*a', 'ba', true],
    ['a*a', 'a', false],
    ['a*b*c', 'aXbYc', true],
    ['a*bc*c', 'abc', false],
    ['*b*b*', 'ab', false],
    ['a.c', 'abc', false],
    ['', 'a', false],
    ['', '', true],
  ])('%s of "%s": %s', (pattern, name, verdict) => {
    expect(matches(pattern, name)).toBe(verdict)
  })

  test('many of them take no longer than the text is', () => {
    expect(matches(`${'a*'.repeat(2000)}b`, 'a'.repeat(1_000_000))).toBe(false)
  })
})
