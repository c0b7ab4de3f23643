import { type ListScope, VISIBILITIES } from '@vitrine/core'
import { beforeEach, expect, test } from 'vitest'
import { buildNewImage } from '../builders.ts'
import { buildQuery, type ConnectCatalog, useCatalog } from './connect.ts'

const MEMBER: ListScope = { projectId: 'mine', everyone: false, othersCommunity: false, visibilities: VISIBILITIES }
const ADMIN: ListScope = { ...MEMBER, everyone: true }
const OWN = ['mine community', 'mine private', 'mine public', 'mine shared']

export function describeListScope(connect: ConnectCatalog): void {
  const context = useCatalog(connect)

  beforeEach(async () => {
    for (const owner of ['mine', 'theirs', null]) {
      for (const visibility of VISIBILITIES) {
        await context.catalog.insert(buildNewImage({ owner, visibility, name: `${owner ?? 'nobody’s'} ${visibility}` }))
      }
    }
  })

  test.each<{ who: string; scope: ListScope; want: string[] }>([
    { who: 'a member: own images and public ones', scope: MEMBER, want: [...OWN, 'nobody’s public', 'theirs public'] },
    {
      who: 'a member who asks for all: community ones too',
      scope: { ...MEMBER, othersCommunity: true },
      want: [...OWN, 'nobody’s community', 'nobody’s public', 'theirs community', 'theirs public'],
    },
    {
      who: 'a member who asks for community ones: own and others’',
      scope: { ...MEMBER, othersCommunity: true, visibilities: ['community'] },
      want: ['mine community', 'nobody’s community', 'theirs community'],
    },
    {
      who: 'a member who asks for public ones',
      scope: { ...MEMBER, visibilities: ['public'] },
      want: ['mine public', 'nobody’s public', 'theirs public'],
    },
    {
      who: 'a member who asks for private ones: own',
      scope: { ...MEMBER, visibilities: ['private'] },
      want: ['mine private'],
    },
    {
      who: 'a member who asks for two: own of both',
      scope: { ...MEMBER, visibilities: ['shared', 'private'] },
      want: ['mine private', 'mine shared'],
    },
    {
      who: 'a caller without project: public ones',
      scope: { ...MEMBER, projectId: null },
      want: ['mine public', 'nobody’s public', 'theirs public'],
    },
    {
      who: 'a caller without project who asks for private ones: nothing',
      scope: { ...MEMBER, projectId: null, visibilities: ['private'] },
      want: [],
    },
    {
      who: 'an administrator: everything but others’ community images',
      scope: ADMIN,
      want: [
        ...OWN,
        'nobody’s private',
        'nobody’s public',
        'nobody’s shared',
        'theirs private',
        'theirs public',
        'theirs shared',
      ],
    },
    {
      who: 'an administrator without project: everything but community images',
      scope: { ...ADMIN, projectId: null, visibilities: ['community', 'shared'] },
      want: ['mine shared', 'nobody’s shared', 'theirs shared'],
    },
    {
      who: 'an administrator who asks for community ones',
      scope: { ...ADMIN, othersCommunity: true, visibilities: ['community'] },
      want: ['mine community', 'nobody’s community', 'theirs community'],
    },
    {
      who: 'an administrator who asks for private ones',
      scope: { ...ADMIN, visibilities: ['private'] },
      want: ['mine private', 'nobody’s private', 'theirs private'],
    },
    { who: 'whoever asks for no visibility: nothing', scope: { ...ADMIN, visibilities: [] }, want: [] },
  ])('$who', async ({ scope, want }) => {
    const listed = await context.catalog.list(buildQuery({ scope }))
    expect(listed.map(({ name }) => name).sort()).toStrictEqual(want)
  })
}
