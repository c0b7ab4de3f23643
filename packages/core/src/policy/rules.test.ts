import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { aCaller, admin, stranger } from '../../test/builders.ts'
import { createPolicy } from './policy.ts'
import { RULES, type RuleName } from './rules.ts'

const NAMES = Object.keys(RULES) as RuleName[]
const policy = createPolicy()

const CALLERS = {
  admin,
  member: aCaller(),
  reader: aCaller({ roles: ['reader'] }),
  guestMember: aCaller({ projectId: 'project-guest' }),
  guestReader: aCaller({ projectId: 'project-guest', roles: ['reader'] }),
  stranger,
  service: aCaller({ projectId: 'project-service', roles: ['service'] }),
  withoutRole: aCaller({ roles: [] }),
  unscoped: aCaller({ projectId: null, roles: [] }),
}
type Kind = keyof typeof CALLERS

/** Whom a rule lets do it to an image that is shared with project-guest. */
function lets(rule: RuleName, target: { project_id: string | null; visibility: string }): Kind[] {
  return (Object.keys(CALLERS) as Kind[]).filter((kind) => {
    const caller = CALLERS[kind]
    const memberId = caller.projectId === 'project-guest' ? caller.projectId : undefined
    return policy.allows(rule, caller, { ...target, member_id: memberId })
  })
}

const DEFAULTS: Array<{ rules: RuleName[]; want: Kind[]; wantOfPublic?: Kind[] }> = [
  {
    rules: NAMES.filter((name) => /^(default|metadef_default|.*_tasks?)$/.test(name)),
    want: Object.keys(CALLERS) as Kind[],
  },
  { rules: ['service_api', 'stores_info_detail', 'fetch_image_location'], want: ['admin', 'service'] },
  { rules: ['add_image_location'], want: ['admin', 'member', 'service'] },
  {
    rules: ['add_image', 'modify_image', 'delete_image', 'communitize_image', 'upload_image'],
    want: ['admin', 'member'],
  },
  {
    rules: ['deactivate', 'reactivate', 'set_image_location', 'add_member', 'delete_member'],
    want: ['admin', 'member'],
  },
  { rules: ['get_images', 'get_image_location', 'get_metadef_namespaces'], want: ['admin', 'member', 'reader'] },
  {
    rules: ['get_image'],
    want: ['admin', 'member', 'reader', 'guestMember', 'guestReader'],
    wantOfPublic: ['admin', 'member', 'reader', 'guestMember', 'guestReader', 'stranger'],
  },
  {
    rules: ['download_image', 'download_from_store'],
    want: ['admin', 'member', 'guestMember'],
    wantOfPublic: ['admin', 'member', 'guestMember', 'stranger'],
  },
  { rules: ['get_member', 'get_members'], want: ['admin', 'member', 'reader', 'guestMember', 'guestReader'] },
  { rules: ['modify_member'], want: ['admin', 'guestMember'] },
  {
    rules: NAMES.filter((name) => /^(get|list)_metadef_(?!namespaces)/.test(name)),
    want: ['admin', 'member', 'reader'],
    wantOfPublic: ['admin', 'member', 'reader', 'guestMember', 'guestReader', 'stranger'],
  },
  { rules: NAMES.filter((name) => /^(add|modify|delete|remove)_metadef_|cache/.test(name)), want: ['admin'] },
  {
    rules: ['context_is_admin', 'metadef_admin', 'publicize_image', 'copy_image', 'copy_from', 'delete_image_location'],
    want: ['admin'],
  },
  { rules: ['tasks_api_access'], want: ['admin'] },
]

describe('the default of', () => {
  const rows = DEFAULTS.flatMap(({ rules, want, wantOfPublic = want }) =>
    rules.map((rule) => ({ rule, want, wantOfPublic })),
  )

  test.for(rows)('$rule lets $want', ({ rule, want, wantOfPublic }) => {
    expect(lets(rule, { project_id: 'project-a', visibility: 'shared' })).toStrictEqual(want)
    expect(lets(rule, { project_id: 'project-a', visibility: 'public' })).toStrictEqual(wantOfPublic)
  })

  test('every rule is in this table once', () => {
    expect(rows.map(({ rule }) => rule).sort()).toStrictEqual([...NAMES].sort())
  })

  test.for(['add_image', 'modify_image', 'delete_image'] as const)(
    '%s lets administrators alone to what nobody owns (S18)',
    (rule) => {
      expect(lets(rule, { project_id: null, visibility: 'private' })).toStrictEqual(['admin'])
    },
  )
})

test('docs/policy.md has the rules with their defaults', async () => {
  const page = await readFile(new URL('../../../../docs/policy.md', import.meta.url), 'utf8')
  const [, section = ''] = page.split('\n## Rules\n')
  const rows = section.split('\n').filter((line) => line.startsWith('| `'))
  expect(rows).toStrictEqual(
    Object.entries(RULES).map(([name, { check, use }]) => `| \`${name}\` | \`${check || '""'}\` | ${use} |`),
  )
})
