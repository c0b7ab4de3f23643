import { conformanceCase } from '../conformance-case.ts'
import { quirk } from '../verify.ts'

const BASE = [
  'id name status visibility protected os_hidden checksum os_hash_algo os_hash_value owner size virtual_size',
  'container_format disk_format created_at updated_at tags min_ram min_disk self file schema direct_url locations',
].flatMap((line) => line.split(' '))

const MEMBER = ['created_at', 'image_id', 'member_id', 'schema', 'status', 'updated_at']

conformanceCase(
  {
    id: 'schemas.image',
    title: 'The schema of an image names every base property',
    operation: 'showImageSchema',
    status: 200,
  },
  async ({ target, verify }) => {
    const answer = await target.get('/v2/schemas/image')
    verify.status(answer, 200)
    verify.header(answer, 'Content-Type', /^application\/json\b/)
    const schema = answer.json()
    verify.equal('name', schema.name, 'image')
    for (const name of BASE) verify.that(name in schema.properties, `the property ${name} is missing`)
    verify.equal('additionalProperties', schema.additionalProperties, { type: 'string' })
    verify.equal(
      'the links',
      schema.links.map(({ rel, href }: { rel: string; href: string }) => `${rel} ${href}`).toSorted(),
      ['describedby {schema}', 'enclosure {file}', 'self {self}'],
    )
  },
)

conformanceCase(
  {
    id: 'schemas.image.details',
    title: 'Clients find formats, visibilities, and what is read-only or not a base property',
    operation: 'showImageSchema',
    status: 200,
  },
  async ({ target, verify }) => {
    const { properties } = (await target.get('/v2/schemas/image')).json()
    verify.that(
      ['qcow2', 'raw', 'vhd', 'vmdk'].some((format) => properties.disk_format.enum.includes(format)),
      'none of the usual disk formats is listed',
    )
    verify.that(properties.container_format.enum.includes('bare'), 'the container format bare is not listed')
    verify.equal('visibilities', properties.visibility.enum.toSorted(), ['community', 'private', 'public', 'shared'])
    for (const name of ['status', 'size', 'checksum', 'created_at', 'self'])
      verify.equal(`readOnly of ${name}`, properties[name].readOnly, true)
    const common = Object.entries(properties as Record<string, { is_base?: boolean }>).filter(
      ([name]) => !BASE.includes(name),
    )
    for (const [name, { is_base }] of common.filter(([name]) => name !== 'stores'))
      verify.equal(`is_base of ${name}`, is_base, false)
  },
)

conformanceCase(
  {
    id: 'schemas.images',
    title: 'The schema of a list holds that of an image',
    operation: 'showImagesSchema',
    status: 200,
  },
  async ({ target, verify }) => {
    const answer = await target.get('/v2/schemas/images')
    verify.status(answer, 200)
    const schema = answer.json()
    verify.equal('name', schema.name, 'images')
    for (const name of ['images', 'first', 'next', 'schema'])
      verify.that(name in schema.properties, `the property ${name} is missing`)
    verify.equal('the name of the items', schema.properties.images.items.name, 'image')
  },
)

conformanceCase(
  {
    id: 'schemas.member',
    title: 'The schema of a member names its properties and statuses',
    operation: 'showMemberSchema',
    status: 200,
  },
  async ({ target, verify }) => {
    const answer = await target.get('/v2/schemas/member')
    verify.status(answer, 200)
    const { name, properties } = answer.json()
    verify.equal('name', name, 'member')
    verify.equal('the properties', Object.keys(properties).toSorted(), MEMBER)
    verify.equal('the statuses', properties.status.enum.toSorted(), ['accepted', 'pending', 'rejected'])
  },
)

conformanceCase(
  {
    id: 'schemas.members',
    title: 'The schema of a list of members holds that of a member',
    operation: 'showMembersSchema',
    status: 200,
  },
  async ({ target, verify }) => {
    const answer = await target.get('/v2/schemas/members')
    verify.status(answer, 200)
    const { name, properties, links } = answer.json()
    verify.equal('name', name, 'members')
    verify.equal('the properties', Object.keys(properties).toSorted(), ['members', 'schema'])
    verify.equal('the name of the items', properties.members.items.name, 'member')
    verify.equal('the links', links, [{ rel: 'describedby', href: '{schema}' }])
  },
)

const TASK = 'id type status input result owner message expires_at created_at updated_at self schema'.split(' ')

conformanceCase(
  {
    id: 'schemas.task',
    title: 'The schema of a task names its properties, types and statuses',
    operation: 'showTaskSchema',
    status: 200,
  },
  async ({ client, target, verify }) => {
    const answer = await target.get('/v2/schemas/task')
    verify.status(answer, 200)
    const { name, properties } = answer.json()
    verify.equal('name', name, 'task')
    for (const property of TASK) verify.that(property in properties, `the property ${property} is missing`)
    verify.that(properties.type.enum.includes('import'), 'the type import is not listed')
    verify.equal('the statuses', properties.status.enum.toSorted(), ['failure', 'pending', 'processing', 'success'])
    verify.equal('the document that the client reads', await client.schemas.task(), answer.json())
  },
)

conformanceCase(
  {
    id: 'schemas.tasks',
    title: 'The schema of a list of tasks holds what lists tell of a task',
    operation: 'showTasksSchema',
    status: 200,
  },
  async ({ client, target, verify }) => {
    const answer = await target.get('/v2/schemas/tasks')
    verify.status(answer, 200)
    const { name, properties, links } = answer.json()
    verify.equal('name', name, 'tasks')
    verify.equal('the properties', Object.keys(properties).toSorted(), ['schema', 'tasks'])
    const { items } = properties.tasks
    verify.equal('the name of the items', items.name, 'task')
    for (const property of ['input', 'result', 'message'])
      verify.that(!(property in items.properties), `the property ${property} is not listed`)
    verify.equal('the links', links, [{ rel: 'describedby', href: '{schema}' }])
    verify.equal('the document that the client reads', await client.schemas.tasks(), answer.json())
  },
)

for (const [path, operation] of [
  ['/v2/schemas/image', 'showImageSchema'],
  ['/v2/schemas/images', 'showImagesSchema'],
  ['/v2/schemas/member', 'showMemberSchema'],
  ['/v2/schemas/members', 'showMembersSchema'],
  ['/v2/schemas/task', 'showTaskSchema'],
  ['/v2/schemas/tasks', 'showTasksSchema'],
] as const)
  conformanceCase(
    { id: `schemas.body.${path.split('/')[3]}`, title: `${path} with a body is refused`, operation, status: 400 },
    async ({ target, verify }) => {
      const quirks = path.includes('task') ? [quirk('task-schema-body', 500)] : []
      verify.status(await target.get(path, { body: '{}' }), 400, ...quirks)
    },
  )
