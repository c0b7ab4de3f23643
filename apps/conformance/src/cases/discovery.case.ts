import { conformanceCase } from '../conformance-case.ts'

conformanceCase(
  { id: 'versions.root', title: 'The root lists the versions with 300', operation: 'listVersionsRoot', status: 300 },
  async ({ target, verify }) => {
    verify.status(await target.get('/'), 300)
  },
)
