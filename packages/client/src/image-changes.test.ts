import { expect, it } from 'vitest'
import { toPatch } from './image-changes.ts'

it('makes a patch of changes', () => {
  const changes = { set: { name: null, 'a/b~c': 'x', owner: undefined }, remove: ['~'] }
  expect(toPatch(changes as never)).toEqual([
    { op: 'remove', path: '/~0' },
    { op: 'add', path: '/name', value: null },
    { op: 'add', path: '/a~1b~0c', value: 'x' },
  ])
})
