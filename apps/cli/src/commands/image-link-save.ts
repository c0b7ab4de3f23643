import { text } from 'node:stream/consumers'
import { downloadLink, downloadLinkToFile } from '@vitrine/client'
import type { Command } from 'commander'
import { isUrl } from '../connection.ts'
import { usageError } from '../options.ts'
import {
  addResumeOption,
  addSaveOption,
  isPipe,
  reportSaved,
  type SaveOptions,
  saveToFile,
  saveToPipe,
} from '../save-image.ts'
import type { Terminal } from '../terminal.ts'

export function addImageLinkSave(link: Command, terminal: Terminal): void {
  const command = addResumeOption(addSaveOption(link.command('save')))
    .summary('download by a link')
    .description(
      'Downloads what a link leads to, without a login, and holds it against the digest that comes with it. A link works ' +
        'once; what is interrupted can be gone on with for a short time, by --resume. That of a machine image ' +
        '(download_url of vitrine machine-image show) is as good.',
    )
    .argument('<url>', "the link; '-' reads it from a pipe, for process lists show arguments to everyone")
    .addHelpText(
      'after',
      `
Examples:
  vitrine image link save 'https://images.example/v2/images/…/links/…/file?key=…' --file debian-13.qcow2
  vitrine image link save - --file debian-13.qcow2 < link.txt`,
    )
    .action(async (given: string, options: SaveOptions) => {
      const toPipe = isPipe(command, options, terminal)
      const url = await readLink(command, given, terminal)
      const saved = toPipe
        ? await saveToPipe(terminal, (transfer) => downloadLink(url, transfer))
        : await saveToFile(terminal, options, (transfer) => downloadLinkToFile(url, options.file, transfer))
      reportSaved(saved, terminal)
    })
}

/** Whatever is wrong with it, a link is not repeated: it is a secret. */
async function readLink(command: Command, given: string, { stdin }: Terminal): Promise<string> {
  if (given === '-' && stdin.isTTY) usageError(command, "'-' reads a link from a pipe, and this is a terminal")
  const url = given === '-' ? (await text(stdin)).trim() : given
  return isUrl(url) ? url : usageError(command, 'a link is a URL such as vitrine image link create prints')
}
