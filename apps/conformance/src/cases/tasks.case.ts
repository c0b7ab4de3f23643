import { conformanceCase } from '../conformance-case.ts'
import { unknownId } from '../requests.ts'
import { doomedInput, doomedTask, taskPath, waitForFailure } from '../tasks.ts'
import { quirk } from '../verify.ts'

const SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const LISTED = ['created_at', 'expires_at', 'id', 'owner', 'schema', 'self', 'status', 'type', 'updated_at']

conformanceCase(
  {
    id: 'tasks.create',
    title: 'A new task is pending, says where it is, and knows the request that made it',
    operation: 'createTask',
    status: 201,
    needs: ['write', 'tasks'],
  },
  async ({ target, resources, verify, skip }) => {
    const answer = await doomedTask({ target, resources, skip })
    verify.status(answer, 201)
    const { id, created_at, updated_at, input, ...task } = answer.json()
    verify.header(answer, 'Location', new RegExp(`^https?://.+/v2/tasks/${id}$`))
    const { type, status, result, message, self, schema, request_id } = task
    verify.equal(
      'the task',
      { type, status, result, message, self, schema },
      {
        type: 'import',
        status: 'pending',
        result: null,
        message: '',
        self: `/v2/tasks/${id}`,
        schema: '/v2/schemas/task',
      },
    )
    verify.equal('the id of the request', request_id, answer.header('x-openstack-request-id'))
    verify.that(input.import_from.startsWith('http://'), 'the input is not the one that was sent', { actual: input })
    verify.that(!task.expires_at, 'a task expires that is not finished', { actual: task.expires_at })
    for (const time of [created_at, updated_at])
      verify.that(SECONDS.test(time), 'a time is not in whole seconds', { actual: time })
    await waitForFailure(target, id)
  },
)

conformanceCase(
  {
    id: 'tasks.failure',
    title: 'An import that cannot be done ends as a failure that says why, and expires two days later',
    operation: 'showTask',
    status: 200,
    needs: ['write', 'tasks'],
  },
  async ({ client, target, resources, verify, skip }) => {
    const input = await doomedInput({ target, resources, skip })
    const { id } = await client.tasks.create({ type: 'import', input })
    const task = await waitForFailure(target, id)
    verify.that(task.message !== '', 'the task does not say why it failed')
    verify.equal('the result', task.result, null)
    verify.equal(
      'the life of a finished task, in hours',
      Math.round((Date.parse(task.expires_at) - Date.parse(task.updated_at)) / 3_600_000),
      48,
    )
    verify.equal('the task that the client reads', await client.tasks.show(id), task)
    const image = await client.images.show(input.image_properties.id)
    verify.equal('the status of the image that has the id', image.status, 'queued')
  },
)

type Change = (input: Record<string, unknown>) => unknown
const withInput = (changes: object) => (input: Record<string, unknown>) => ({
  type: 'import',
  input: { ...input, ...changes },
})
const withImage = (changes: object) => (input: Record<string, unknown>) =>
  withInput({ image_properties: { ...(input.image_properties as object), ...changes } })(input)

/** What is wrong, and whether servers in the field see it later only. */
const REFUSED: Record<string, { body: Change; late?: 'late-task-input' | 'internal-task-types' }> = {
  array: { body: () => [] },
  'no-type': { body: (input) => ({ input }) },
  'unknown-type': { body: (input) => ({ type: 'export', input }) },
  'api-image-import': { body: () => ({ type: 'api_image_import', input: {} }), late: 'internal-task-types' },
  'no-input': { body: () => ({ type: 'import' }) },
  'null-input': { body: () => ({ type: 'import', input: null }) },
  'empty-input': { body: () => ({ type: 'import', input: {} }) },
  'text-input': { body: () => ({ type: 'import', input: 'http://1.1.1.1/' }) },
  'other-name': { body: (input) => ({ type: 'import', input, nonsense: 1 }) },
  'no-url': { body: withInput({ import_from: undefined }) },
  'no-format': { body: withInput({ import_from_format: undefined }), late: 'late-task-input' },
  'no-image': { body: withInput({ image_properties: undefined }), late: 'late-task-input' },
  'wrong-format': { body: withImage({ disk_format: 'nonsense' }), late: 'late-task-input' },
  'number-property': { body: withImage({ colour: 5 }), late: 'late-task-input' },
  file: { body: withInput({ import_from: 'file:///etc/hostname' }) },
  'upper-case-file': { body: withInput({ import_from: 'FILE:///etc/hostname' }) },
  ftp: { body: withInput({ import_from: 'ftp://1.1.1.1/x' }) },
  port: { body: withInput({ import_from: 'http://127.0.0.1:22/' }) },
  'no-url-at-all': { body: withInput({ import_from: 'nonsense' }) },
  user: { body: withInput({ import_from: 'http://user:secret@1.1.1.1/x' }), late: 'late-task-input' },
}

for (const [name, { body, late }] of Object.entries(REFUSED))
  conformanceCase(
    {
      id: `tasks.create.refused.${name}`,
      title: `A task that can never be done is refused at once (${name})`,
      operation: 'createTask',
      status: 400,
      needs: ['write', 'tasks'],
    },
    async ({ target, resources, verify, skip }) => {
      const answer = await target.post('/v2/tasks', { json: body(await doomedInput({ target, resources, skip })) })
      verify.status(answer, 400, ...(late ? [quirk(late, 201)] : []))
    },
  )

for (const [name, body] of [
  ['nothing', undefined],
  ['not-json', 'x'],
] as const)
  conformanceCase(
    {
      id: `tasks.create.refused.${name}`,
      title: `A task is asked for in JSON (${name})`,
      operation: 'createTask',
      status: 400,
      needs: ['tasks'],
    },
    async ({ target, verify }) => {
      verify.status(await target.post('/v2/tasks', { ...(body && { body }) }), 400)
    },
  )

for (const [name, properties] of [
  ['reserved', { os_glance_import_task: 'x' }],
  ['status', { status: 'active' }],
] as const)
  conformanceCase(
    {
      id: `tasks.create.${name}`,
      title: `An import sets nothing that only the server sets (${Object.keys(properties)})`,
      operation: 'createTask',
      status: 403,
      needs: ['write', 'tasks'],
    },
    async ({ target, resources, verify, skip }) => {
      const body = withImage(properties)(await doomedInput({ target, resources, skip }))
      verify.status(await target.post('/v2/tasks', { json: body }), 403, quirk('late-task-input', 201))
    },
  )

conformanceCase(
  {
    id: 'tasks.list',
    title: 'Tasks are listed newest first, without what was asked and what came of it, a page at a time',
    operation: 'listTasks',
    status: 200,
    needs: ['write', 'tasks'],
  },
  async ({ client, target, resources, verify, skip }) => {
    const made: string[] = []
    for (let count = 0; count < 3; count++) {
      const { id } = (await doomedTask({ target, resources, skip })).json()
      await waitForFailure(target, id)
      made.unshift(id)
    }
    const answer = await target.get('/v2/tasks?limit=1&status=failure&type=import')
    verify.status(answer, 200)
    const { tasks, first, next, schema } = answer.json()
    verify.equal('the properties', Object.keys(tasks[0]).toSorted(), LISTED)
    verify.equal(
      'first and schema',
      [first, schema],
      ['/v2/tasks?limit=1&status=failure&type=import', '/v2/schemas/tasks'],
    )
    verify.that(next?.includes(`marker=${tasks[0].id}`), 'next does not lead to what follows', { actual: next })
    const found = new Set<string>()
    for await (const { id } of client.tasks.list({ limit: 2, status: 'failure' })) found.add(id)
    verify.that(
      made.every((id) => found.has(id)),
      'a task is missing in the list',
    )
    const sorted = await target.get('/v2/tasks?sort_key=updated_at&sort_dir=asc&limit=1000')
    const times = sorted.json().tasks.map(({ updated_at }: { updated_at: string }) => updated_at)
    verify.equal('the order by time of change', times, times.toSorted())
  },
)

conformanceCase(
  {
    id: 'tasks.list.filters',
    title: 'Filters of the list of tasks hold together, and what is no filter means nothing',
    operation: 'listTasks',
    status: 200,
    needs: ['tasks'],
  },
  async ({ target, verify }) => {
    for (const query of ['owner=conformance-nobody', 'owner=conformance-nobody&nonsense=1&sort=x', 'limit=0']) {
      const answer = await target.get(`/v2/tasks?${query}`)
      verify.status(answer, 200)
      verify.equal('the list', answer.json(), { tasks: [], first: `/v2/tasks?${query}`, schema: '/v2/schemas/tasks' })
    }
  },
)

for (const [name, query] of [
  ['limit-negative', 'limit=-1'],
  ['limit-text', 'limit=x'],
  ['marker-format', 'marker=x'],
  ['marker-unknown', `marker=${unknownId()}`],
  ['sort-key', 'sort_key=nonsense'],
  ['sort-key-input', 'sort_key=input'],
  ['sort-dir', 'sort_dir=up'],
  ['type', 'type=nonsense'],
  ['internal-type', 'type=api_image_import'],
  ['status', 'status=active'],
] as const)
  conformanceCase(
    {
      id: `tasks.list.refused.${name}`,
      title: `A list of tasks does not take ${query.replace(/=[\da-f-]{36}$/, '=UUID')}`,
      operation: 'listTasks',
      status: 400,
      needs: ['tasks'],
    },
    async ({ target, verify }) => {
      verify.status(await target.get(`/v2/tasks?${query}`), 400)
    },
  )

conformanceCase(
  {
    id: 'tasks.show.unknown',
    title: 'A task that does not exist is 404',
    operation: 'showTask',
    status: 404,
    needs: ['tasks'],
  },
  async ({ target, verify }) => {
    for (const id of [unknownId(), 'nonsense']) verify.status(await target.get(taskPath(id)), 404)
  },
)

conformanceCase(
  {
    id: 'tasks.delete',
    title: 'A task is not deleted, whichever it is',
    operation: 'deleteTask',
    status: 405,
    needs: ['write', 'tasks'],
  },
  async ({ target, resources, verify, skip }) => {
    const { id } = (await doomedTask({ target, resources, skip })).json()
    await waitForFailure(target, id)
    for (const one of [id, unknownId()]) {
      const answer = await target.delete(taskPath(one))
      verify.status(answer, 405)
      verify.header(answer, 'Allow', 'GET')
    }
    verify.status(await target.get(taskPath(id)), 200)
  },
)

const FORBIDDEN = {
  import_from: 'http://1.1.1.1/conformance.raw',
  import_from_format: 'raw',
  image_properties: { disk_format: 'raw', container_format: 'bare' },
}

for (const [operation, name, method, path] of [
  ['createTask', 'create', 'POST', '/v2/tasks'],
  ['listTasks', 'list', 'GET', '/v2/tasks'],
  ['showTask', 'show', 'GET', taskPath(unknownId())],
  ['deleteTask', 'delete', 'DELETE', taskPath(unknownId())],
] as const)
  conformanceCase(
    {
      id: `tasks.${name}.forbidden`,
      title: 'Tasks are for those whom policy lets use them',
      operation,
      status: 403,
      needs: ['noTasks'],
    },
    async ({ target, verify }) => {
      const json = method === 'POST' ? { type: 'import', input: FORBIDDEN } : undefined
      verify.status(await target.request(method, path, { ...(json && { json }) }), 403)
    },
  )
