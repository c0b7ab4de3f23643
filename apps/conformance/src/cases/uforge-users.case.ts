import { conformanceCase } from '../conformance-case.ts'
import { readDocument } from '../uforge-documents.ts'
import { RAW_DISK } from '../uforge-resources.ts'

conformanceCase(
  {
    id: 'uforge.user.links',
    title: 'A user says where everything of theirs is, and all of it is there',
    operation: 'showUForgeUser',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, verify }) => {
    const user = readDocument('UForgeUser', await uforge.get(uforge.userUri))
    verify.equal('loginName', user.loginName, uforge.account.name)
    for (const [name, place] of [
      ['uri', ''],
      ['baseApiKeysUri', '/apikeys'],
      ['baseAppliancesUri', '/appliances'],
      ['baseImagesUri', '/images'],
      ['basePublishImagesUri', '/pimages'],
      ['baseFormatsUri', '/formats'],
      ['baseTargetFormatsUri', '/targetformats'],
    ] as const) {
      const uri = user[name] ?? ''
      verify.equal(name, uri, `${user.uri}${place}`)
      verify.status(await uforge.get(uri), 200)
    }
  },
)

conformanceCase(
  {
    id: 'uforge.user.created',
    title: 'A user has what the published client reads: a time, and roles with entitlements for what it does',
    operation: 'showUForgeUser',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, verify }) => {
    const { created, roles } = readDocument('UForgeUser', await uforge.get(uforge.userUri))
    verify.that(created !== undefined, 'there is no time')
    const named = (roles?.role ?? []).flatMap(({ entitlements }) => entitlements.entitlement.map(({ name }) => name))
    for (const entitlement of ['appliance_create', 'image_generate', 'api_key_access'])
      verify.that(named.includes(entitlement), `the entitlement ${entitlement} is missing`, { actual: named.join() })
  },
)

conformanceCase(
  {
    id: 'uforge.target-formats.list',
    title: 'Target formats have names, and the primitive formats behind them are those of the other list',
    operation: 'listUserTargetFormats',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, verify }) => {
    const list = readDocument('UForgeTargetFormats', await uforge.get(`${uforge.userUri}/targetformats`))
    const formats = list.targetFormats.targetFormat
    verify.equal('total', list.total, formats.length)
    verify.that(
      formats.some(({ name }) => name === RAW_DISK),
      `there is no ${RAW_DISK}`,
      { actual: formats.map(({ name }) => name).join() },
    )
    const primitive = readDocument('UForgeImageFormats', await uforge.get(`${uforge.userUri}/formats`))
    const known = primitive.imageFormats.imageFormat.map(({ name }) => name)
    for (const { name, format } of formats)
      verify.that(known.includes(format.name), `the format of ${name} is in no list`, { actual: known.join() })
  },
)

conformanceCase(
  {
    id: 'uforge.formats.list',
    title: 'Each primitive format is there once',
    operation: 'listUserFormats',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, verify }) => {
    const { total, imageFormats } = readDocument('UForgeImageFormats', await uforge.get(`${uforge.userUri}/formats`))
    const names = imageFormats.imageFormat.map(({ name }) => name)
    verify.equal('the names', [...new Set(names)], names)
    verify.equal('total', total, names.length)
  },
)
