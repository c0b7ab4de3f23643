import { conformanceCase } from '../conformance-case.ts'
import { answeredV1, createV1, IMAGES_V1, imageOf, pathV1, RAW } from '../images-v1.ts'

conformanceCase(
  {
    id: 'v1.create.spelling',
    title: 'In names of headers case does not count, and a hyphen is an underscore',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const headers = {
      'X-IMAGE-META-MIN-RAM': '7',
      'x-image-meta-Disk-Format': 'raw',
      'X-Image-Meta-container_format': 'bare',
      'X-Image-Meta-Property-Os-Distro': 'debian',
    }
    const answer = await target.post(IMAGES_V1, { headers })
    verify.status(answer, 201)
    const { min_ram, disk_format, container_format, properties } = answeredV1(answer)
    verify.equal('the fields', { min_ram, disk_format, container_format }, { min_ram: 7, ...RAW })
    verify.equal('the properties', properties, { os_distro: 'debian' })
  },
)

for (const [name, text] of [
  ['latin', 'Größe'],
  ['beyond-the-basic-plane', '\u{1f4bf} disc'],
  ['percent', 'Gr%C3%B6%C3%9Fe'],
] as const)
  conformanceCase(
    {
      id: `v1.create.text.${name}`,
      title: `Values are UTF-8, and nothing is decoded: ${text}`,
      operation: 'createImageV1',
      status: 201,
      needs: ['v1', 'write'],
    },
    async ({ target, verify }) => {
      const answer = await createV1(target, { name: text, 'property-label': text })
      verify.status(answer, 201)
      const created = answeredV1(answer)
      const shown = imageOf(await target.head(pathV1(created.id)))
      for (const image of [created, shown])
        verify.equal('the name and the label', [image.name, image.properties], [text, { label: text }])
    },
  )

conformanceCase(
  {
    id: 'v1.create.null-property',
    title: 'A custom property without a value is null, and has no header',
    operation: 'createImageV1',
    status: 201,
    needs: ['v1', 'write'],
  },
  async ({ target, verify }) => {
    const answer = await createV1(target, { 'property-empty': '' })
    verify.status(answer, 201)
    const { id, properties } = answeredV1(answer)
    verify.equal('the properties', properties, { empty: null })
    const shown = await target.head(pathV1(id))
    verify.equal('the header', shown.header('x-image-meta-property-empty'), undefined)
  },
)

for (const text of ['1', 't', 'TRUE', 'on', 'Y', 'yes'])
  conformanceCase(
    {
      id: `v1.create.boolean.true.${text.toLowerCase()}`,
      title: `${text} is true`,
      operation: 'createImageV1',
      status: 201,
      needs: ['v1', 'write'],
    },
    async ({ target, verify }) => {
      const answer = await createV1(target, { protected: text })
      verify.status(answer, 201)
      verify.equal('protected', answeredV1(answer).protected, true)
    },
  )

for (const text of ['0', 'False', 'maybe', '2', ''])
  conformanceCase(
    {
      id: `v1.create.boolean.false.${text.toLowerCase() || 'empty'}`,
      title: `${text || 'Nothing'} is false, like everything that is not true`,
      operation: 'createImageV1',
      status: 201,
      needs: ['v1', 'write'],
    },
    async ({ target, verify }) => {
      const answer = await createV1(target, { is_public: text, protected: text })
      verify.status(answer, 201)
      const { is_public, protected: isProtected } = answeredV1(answer)
      verify.equal('is_public and protected', [is_public, isProtected], [false, false])
    },
  )

for (const format of ['ami', 'aki', 'ari'])
  conformanceCase(
    {
      id: `v1.create.amazon.${format}`,
      title: `What is ${format} in one format is so in both`,
      operation: 'createImageV1',
      status: 201,
      needs: ['v1', 'write'],
    },
    async ({ target, verify }) => {
      for (const field of ['disk_format', 'container_format']) {
        const answer = await createV1(target, { [field]: format })
        verify.status(answer, 201)
        const { disk_format, container_format } = answeredV1(answer)
        verify.equal('both formats', [disk_format, container_format], [format, format])
      }
    },
  )
