import type { ImageClient, MemberStatus } from '@vitrine/client'
import { type Command, Option } from 'commander'
import { addConnectionOptions, type ConnectionOptions, connect } from '../connection.ts'
import { Failure } from '../failure.ts'
import { findImage } from '../find-image.ts'
import { addFormatOption, usageError } from '../options.ts'
import { type Format, printDetails } from '../output.ts'
import type { Terminal } from '../terminal.ts'

interface SetOptions extends ConnectionOptions {
  format: Format
  accept?: true
  reject?: true
  pending?: true
}

export function addImageMemberSet(member: Command, terminal: Terminal): void {
  const command = member
    .command('set')
    .summary('accept or reject an image that is shared with a project')
    .description('Says for a project that an image is shared with whether its lists have the image.')
    .argument('<image>', 'id, or a name that only one image has')
    .argument('[project]', "id of the project, for administrators; one's own when left out")
    .addOption(new Option('--accept', 'have it in lists').conflicts(['reject', 'pending']))
    .addOption(new Option('--reject', 'do not have it in lists').conflicts(['accept', 'pending']))
    .addOption(new Option('--pending', 'leave it open').conflicts(['accept', 'reject']))
  addConnectionOptions(addFormatOption(command))
    .addHelpText(
      'after',
      `
Examples:
  vitrine image list --visibility shared --member-status pending
  vitrine image member set debian-13 --accept`,
    )
    .action(async (idOrName: string, projectId: string | undefined, options: SetOptions) => {
      const status = statusOf(options) ?? usageError(command, 'say --accept, --reject or --pending')
      const client = await connect(command, options, terminal)
      const { signal } = terminal
      // What was not accepted yet is in no other list.
      const { id } = await findImage(client, idOrName, signal, { member_status: 'all' })
      const project = projectId ?? (await ownMembership(client, id, signal))
      printDetails(terminal.stdout, await client.members.update(id, project, status, { signal }), options.format)
    })
}

function statusOf({ accept, reject, pending }: SetOptions): MemberStatus | undefined {
  if (accept) return 'accepted'
  if (reject) return 'rejected'
  return pending && 'pending'
}

/** A member sees nobody but itself among the members. */
async function ownMembership(client: ImageClient, imageId: string, signal: AbortSignal): Promise<string> {
  const [own, ...others] = await client.members.list(imageId, { signal })
  if (own === undefined) throw new Failure(`Image ${imageId} is shared with no project`)
  if (others.length > 0) throw new Failure(`Image ${imageId} is shared with several projects, so name one`)
  return own.member_id
}
