import { describe, expect, test } from 'vitest'
import { type PatchDialect, parsePatch } from './json-patch.ts'

interface Case {
  readonly name: string
  readonly given: unknown
  readonly want: unknown
}

/** Rules of both dialects, written once: `item` spells an operation the way its dialect does. */
function sharedCases(item: (verb: string, path: unknown, value?: { value: unknown }) => unknown): Case[] {
  const add = (path: unknown) => [item('add', path, { value: 'x' })]
  const added = (...path: string[]) => [{ verb: 'add', path, value: 'x' }]
  return [
    { name: 'an empty patch', given: [], want: [] },
    { name: 'add', given: add('/colour'), want: added('colour') },
    {
      name: 'replace',
      given: [item('replace', '/name', { value: 'x' })],
      want: [{ verb: 'replace', path: ['name'], value: 'x' }],
    },
    { name: 'remove', given: [item('remove', '/colour')], want: [{ verb: 'remove', path: ['colour'] }] },
    {
      name: 'remove with a value, which counts for nothing',
      given: [item('remove', '/colour', { value: 'x' })],
      want: [{ verb: 'remove', path: ['colour'] }],
    },
    {
      name: 'several operations, in their order',
      given: [item('remove', '/b'), item('add', '/a', { value: 1 })],
      want: [
        { verb: 'remove', path: ['b'] },
        { verb: 'add', path: ['a'], value: 1 },
      ],
    },
    {
      name: 'a value of null',
      given: [item('replace', '/name', { value: null })],
      want: [{ verb: 'replace', path: ['name'], value: null }],
    },
    { name: '~1 as a slash', given: add('/a~1b'), want: added('a/b') },
    { name: '~1 at the end', given: add('/a~1'), want: added('a/') },
    { name: '~0 as a tilde', given: add('/a~0b'), want: added('a~b') },
    { name: '~01 as a tilde and a one', given: add('/a~01'), want: added('a~1') },
    { name: 'any other character as it is', given: add('/näme with spaces.%2F'), want: added('näme with spaces.%2F') },
    { name: 'add of one location', given: add('/locations/-'), want: added('locations', '-') },
    { name: 'add of a location at a place', given: add('/locations/1'), want: added('locations', '1') },
    {
      name: 'remove of one location',
      given: [item('remove', '/locations/0')],
      want: [{ verb: 'remove', path: ['locations', '0'] }],
    },
    {
      name: 'replace of all locations',
      given: [item('replace', '/locations', { value: [] })],
      want: [{ verb: 'replace', path: ['locations'], value: [] }],
    },

    { name: 'an object', given: item('add', '/colour', { value: 'x' }), want: 'an array' },
    { name: 'null', given: null, want: 'an array' },
    { name: 'text', given: 'add', want: 'an array' },
    { name: 'an operation that is text', given: ['add'], want: 'Operation 0 is not an object' },
    { name: 'an operation that is null', given: [null], want: 'Operation 0 is not an object' },
    { name: 'an operation that is an array', given: [[]], want: 'Operation 0 is not an object' },
    { name: 'an empty operation', given: [{}], want: 'Operation 0 needs' },
    {
      name: 'a bad operation after a good one',
      given: [item('remove', '/a'), item('remove', 'b')],
      want: 'operation 1',
    },
    ...['test', 'move', 'copy', 'Add', 'toString', ''].map((verb) => ({
      name: `the unsupported verb "${verb}"`,
      given: [item(verb, '/colour', { value: 'x' })],
      want: 'Operation 0 needs',
    })),
    { name: 'add without a value', given: [item('add', '/colour')], want: 'has no value' },
    { name: 'replace without a value', given: [item('replace', '/colour')], want: 'has no value' },
    { name: 'a path without its slash', given: add('colour'), want: 'does not begin with "/"' },
    { name: 'an empty path', given: add(''), want: 'does not begin with "/"' },
    { name: 'the path "/", a property without a name (C16)', given: add('/'), want: 'ends with "/"' },
    { name: 'a path that ends in a slash', given: add('/colour/'), want: 'ends with "/"' },
    { name: 'a path that begins with two slashes', given: add('//colour'), want: 'has an empty segment' },
    { name: 'a path with two slashes inside', given: add('/locations//0'), want: 'has an empty segment' },
    { name: 'a tilde before another character', given: add('/a~2'), want: 'has a "~"' },
    { name: 'a tilde at the end', given: add('/a~'), want: 'has a "~"' },
    { name: 'two segments', given: add('/colour/red'), want: 'has 2 segments, not 1' },
    { name: 'add of one tag', given: add('/tags/-'), want: 'has 2 segments, not 1' },
    { name: 'remove of one tag', given: [item('remove', '/tags/0')], want: 'has 2 segments, not 1' },
    { name: 'add of all locations', given: add('/locations'), want: 'has 1 segments, not 2' },
    { name: 'remove of all locations', given: [item('remove', '/locations')], want: 'has 1 segments, not 2' },
    {
      name: 'replace of one location',
      given: [item('replace', '/locations/0', { value: {} })],
      want: 'has 2 segments, not 1',
    },
    { name: 'the inside of a location', given: add('/locations/0/url'), want: 'has 3 segments, not 2' },
    ...[7, null, true, ['name'], { name: 1 }].map((path) => ({
      name: `the path ${JSON.stringify(path)}, which is no text (C3)`,
      given: add(path),
      want: 'is not a string',
    })),
  ]
}

const DIALECTS: Array<{ dialect: PatchDialect; cases: Case[] }> = [
  {
    dialect: 'v2.1',
    cases: [
      ...sharedCases((op, path, value) => ({ op, path, ...value })),
      { name: 'an operation without op', given: [{ path: '/name', value: 'x' }], want: 'Operation 0 needs an op' },
      { name: 'an op that is no text', given: [{ op: 1, path: '/name', value: 'x' }], want: 'Operation 0 needs an op' },
      { name: 'an operation without path', given: [{ op: 'add', value: 'x' }], want: 'Operation 0 (add) has no path' },
      { name: 'an operation of the draft', given: [{ add: '/name', value: 'x' }], want: 'Operation 0 needs an op' },
    ],
  },
  {
    dialect: 'v2.0',
    cases: [
      ...sharedCases((verb, path, value) => ({ [verb]: path, ...value })),
      {
        name: 'an operation with two verbs',
        given: [{ add: '/name', replace: '/name', value: 'x' }],
        want: 'exactly one of add, replace, remove',
      },
      {
        name: 'an operation of the RFC',
        given: [{ op: 'add', path: '/name', value: 'x' }],
        want: 'exactly one of add, replace, remove',
      },
    ],
  },
]

for (const { dialect, cases } of DIALECTS) {
  describe(`a patch document of ${dialect}`, () => {
    test.for(cases.filter(({ want }) => typeof want !== 'string'))('means what it says: $name', ({ given, want }) => {
      expect(parsePatch(given, dialect)).toStrictEqual(want)
    })

    test.for(cases.filter(({ want }) => typeof want === 'string'))('is refused: $name', ({ given, want }) => {
      expect(() => parsePatch(given, dialect)).toThrow(
        expect.objectContaining({ code: 'patchInvalid', message: expect.stringContaining(String(want)) }),
      )
    })
  })
}
