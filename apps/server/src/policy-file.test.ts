import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ANONYMOUS, type Caller, createPolicy } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPolicyFile } from './policy-file.ts'

const aCaller = (...roles: string[]): Caller => ({ ...ANONYMOUS, projectId: 'project-a', roles })
const own = { project_id: 'project-a', visibility: 'private' }

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-policy-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(content: string) {
  const path = join(folder, 'policy.yaml')
  await writeFile(path, content)
  return createPolicy(readPolicyFile({ text: path, origin: '--policy-file' }))
}

describe('a policy file', () => {
  test('is not needed: the defaults hold', () => {
    expect(readPolicyFile({ text: '', origin: 'policy_file' })).toStrictEqual({})
  })

  test.each([
    { name: 'YAML', content: '# ours\ndelete_image: role:janitor and rule:owner\n"owner": "project_id:%(owner)s"\n' },
    {
      name: 'YAML with lists',
      content: 'delete_image: [[role:janitor, "rule:owner"], "!"]\nowner: project_id:%(owner)s',
    },
    {
      name: 'folded YAML',
      content: 'delete_image: >\n  role:janitor\n  and rule:owner\nowner: "project_id:%(owner)s"\n',
    },
    {
      name: 'JSON',
      content: '{\n\t"delete_image": [["role:janitor", "rule:owner"]],\n\t"owner": "project_id:%(owner)s"\n}',
    },
  ])('replaces single rules, as $name', async ({ content }) => {
    const policy = await read(content)
    const target = { ...own, owner: 'project-a' }
    expect(policy.allows('delete_image', aCaller('janitor'), target)).toBe(true)
    expect(policy.allows('delete_image', aCaller('member'), target)).toBe(false)
    expect(policy.allows('delete_image', aCaller('janitor'), own)).toBe(false)
    expect(policy.allows('modify_image', aCaller('member'), target)).toBe(true)
  })

  test.each(['', '# nothing yet\n', '---\n'])('may be empty: %j', async (content) => {
    expect((await read(content)).allows('modify_image', aCaller('member'), own)).toBe(true)
  })

  test('may be the example of docs/policy.md', async () => {
    const page = await readFile(new URL('../../../docs/policy.md', import.meta.url), 'utf8')
    const [, example = ''] = /```yaml\n(.*?)```/s.exec(page) ?? []
    const policy = await read(example)
    expect(policy.allows('publicize_image', aCaller('curator'), own)).toBe(true)
    expect(policy.allows('publicize_image', aCaller('member'), own)).toBe(false)
    expect(policy.allows('deactivate', aCaller('member'), own)).toBe(false)
    expect(policy.allows('download_image', aCaller('member'), own)).toBe(true)
    expect(policy.allows('download_image', aCaller('member'), { ...own, distribution: 'licensed' })).toBe(false)
  })

  test.each([
    {
      name: 'text that is no YAML',
      content: 'get_image: ""\nadd_image: @\n',
      line: 2,
      reason: 'reserved character @ (',
    },
    {
      name: 'half a quoted rule',
      content: `get_image: 'public':%(visibility)s`,
      line: 1,
      reason: 'wants quotes around',
    },
    { name: 'two documents', content: 'get_image: ""\n---\nget_images: ""', line: 2, reason: 'multiple documents' },
    { name: 'a tag', content: 'get_image: !env "X"', line: 1, reason: 'Unresolved tag' },
    {
      name: 'an unquoted !',
      content: '\nget_image: !\n',
      line: 2,
      reason: `rule 'get_image': It must be a text ("" lets`,
    },
    { name: 'an unquoted ! in a list', content: 'get_image: [[!, role:a]]', line: 1, reason: 'It must be a text' },
    { name: 'no value', content: 'get_image:\n', line: 1, reason: `rule 'get_image': It must be a text` },
    { name: 'a number', content: 'get_image: 1', line: 1, reason: 'It must be a text' },
    { name: 'a truth', content: 'get_image: true', line: 1, reason: 'It must be a text' },
    { name: 'a mapping', content: 'get_image: {role: admin}', line: 1, reason: 'It must be a text' },
    { name: 'lists too deep', content: 'get_image: [[[role:admin]]]', line: 1, reason: 'It must be a text' },
    { name: 'a name twice', content: 'get_image: "@"\n\n"get_image": "!"', line: 3, reason: 'It is in line 1 already' },
    { name: 'an unknown name', content: 'a: "@"\n', line: 1, reason: `rule 'a': There is no such rule` },
    { name: 'a name that is no text', content: '[get_image]: "@"', line: 1, reason: 'There is no such rule' },
    { name: 'an unknown reference', content: '\nget_image: rule:a', line: 2, reason: `refers to the rule 'a', which` },
    { name: 'itself', content: 'get_image: rule:a\na: rule:get_image', line: 1, reason: `itself, through 'a'` },
    {
      name: 'words that are no rule',
      content: '\n\nget_image: role:a role:b',
      line: 3,
      reason: `missing before 'role:b'`,
    },
  ])('stops the start with file, line and reason: $name', async ({ content, line, reason }) => {
    const start = join(folder, `policy.yaml:${line}: `)
    const message = expect.toSatisfy((text: string) => text.startsWith(start) && text.includes(reason))
    await expect(read(content)).rejects.toEqual(expect.objectContaining({ name: 'ConfigError', message }))
  })

  test('stops the start when it holds no rules, or is not there', async () => {
    await expect(read('- get_image\n')).rejects.toThrow(`policy.yaml must hold 'name: "rule"' lines`)
    const path = join(folder, 'missing.yaml')
    expect(() => readPolicyFile({ text: path, origin: 'VITRINE_POLICY_FILE' })).toThrow(
      expect.objectContaining({
        name: 'ConfigError',
        message: expect.stringContaining(`VITRINE_POLICY_FILE: ${path}`),
      }),
    )
  })
})
