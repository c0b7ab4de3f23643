import type { Command } from 'commander'
import { addCloudOption, type CloudOptions, findCloud } from '../connection.ts'
import { Failure } from '../failure.ts'
import { addRecordOptions, printRecord, type RecordOptions } from '../record-output.ts'
import type { Terminal } from '../terminal.ts'

export function addTokenIssue(token: Command, terminal: Terminal): void {
  const command = token
    .command('issue')
    .summary('log in, and show the token')
    .description('Logs in and shows the token, for programs that can send one and cannot log in.')
  addCloudOption(addRecordOptions(command, ['id', 'expires', 'project_id', 'user_id']))
    .addHelpText(
      'after',
      `
Examples:
  TOKEN=$(vitrine token issue --os-cloud vitrine -f value -c id)
  curl -H "X-Auth-Token: $TOKEN" http://127.0.0.1:9292/v2/images`,
    )
    .action(async (options: CloudOptions & RecordOptions) => {
      const { login } = await findCloud(command, options, terminal)
      if (login === undefined) throw new Failure('There are no tokens where nobody logs in (auth_type: none)')
      const { id, expires_at: expires, project, user } = await login.session()
      printRecord(terminal, { id, expires, project_id: project?.id, user_id: user.id }, options)
    })
}
