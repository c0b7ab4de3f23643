import type { Command } from 'commander'
import { addSettingOptions, settingSources, withServer } from '../server-settings.ts'
import type { Terminal } from '../terminal.ts'

export function addServe(program: Command, terminal: Terminal): void {
  const command = program
    .command('serve')
    .summary('serve images')
    .description(
      'Serves images until it is told to stop (SIGTERM, or Ctrl-C; a second time at once). Each setting comes from a flag, ' +
        'an environment variable or the configuration file, in this order of strength.',
    )
  addSettingOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  vitrine serve
  vitrine serve --listen 127.0.0.1:0 --data-dir /srv/images
  VITRINE_LOG_LEVEL=debug vitrine serve --config /etc/vitrine.yaml`,
    )
    .action(async () => {
      const { signal } = terminal
      const sources = settingSources(command, terminal)
      const server = await withServer(command, import('@vitrine/server-app'), ({ serve }) => serve(sources))
      const stop = () => server.stop(signal.reason.message)
      signal.addEventListener('abort', stop, { once: true })
      if (signal.aborted) stop()
      await server.stopped
    })
}
