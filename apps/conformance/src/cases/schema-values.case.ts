import { conformanceCase } from '../conformance-case.ts'
import { patch, replace } from '../requests.ts'
import type { Target } from '../target.ts'

interface PropertySchema {
  readonly enum?: readonly (string | null)[]
  readonly is_base?: boolean
}

/** What this server says that images can have: operators choose formats, and add properties. */
const schemasOf = async (target: Target): Promise<Record<string, PropertySchema>> =>
  (await target.get('/v2/schemas/image')).json().properties

for (const attribute of ['disk_format', 'container_format'])
  conformanceCase(
    {
      id: `schemas.values.${attribute.replace('_', '-')}`,
      title: `An image can have each ${attribute} that the schema lists, null among them`,
      operation: 'createImage',
      status: 201,
      needs: ['write'],
    },
    async ({ target, verify }) => {
      const formats = (await schemasOf(target))[attribute]?.enum ?? []
      verify.that(formats.includes(null), 'null is not listed')
      for (const format of formats) {
        const answer = await target.post('/v2/images', { json: { [attribute]: format } })
        verify.status(answer, 201)
        verify.equal(attribute, answer.json()[attribute], format)
      }
    },
  )

conformanceCase(
  {
    id: 'schemas.values.choices',
    title: 'A property takes the values that the schema lists, and no other',
    operation: 'createImage',
    status: [201, 400],
    needs: ['write'],
  },
  async ({ target, verify }) => {
    const choices = Object.entries(await schemasOf(target)).filter(([, one]) => one.is_base === false && one.enum)
    for (const [name, { enum: values = [] }] of choices) {
      for (const value of values) verify.status(await target.post('/v2/images', { json: { [name]: value } }), 201)
      verify.status(await target.post('/v2/images', { json: { [name]: `no ${values.join(' ')}` } }), 400)
    }
  },
)

conformanceCase(
  {
    id: 'schemas.values.patch',
    title: 'A patch takes what a new image takes',
    operation: 'updateImage',
    status: [200, 400],
    needs: ['write'],
  },
  async ({ target, verify, resources }) => {
    const { id } = await resources.image({})
    const give = (format: string | null) => patch(target, id, [replace('/disk_format', format)])
    const formats = (await schemasOf(target)).disk_format?.enum ?? []
    for (const format of formats) verify.status(await give(format), 200)
    verify.status(await give('no-such-format'), 400)
  },
)
