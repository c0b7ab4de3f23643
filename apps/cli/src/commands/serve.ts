import type { Command } from 'commander'
import { usageError } from '../options.ts'
import type { Terminal } from '../terminal.ts'

const SUMMARY = 'serve images'

/** The command as the overview shows it, without loading the server. */
export function mentionServe(program: Command): void {
  program.command('serve').summary(SUMMARY)
}

export async function addServe(program: Command, terminal: Terminal): Promise<void> {
  const { ConfigError, serve, settings } = await import('@vitrine/server-app')
  const command = program
    .command('serve')
    .summary(SUMMARY)
    .description(
      'Serves images until it is told to stop (SIGTERM, or Ctrl-C; a second time at once). Each setting comes from a flag, ' +
        'an environment variable or the configuration file, in this order of strength.',
    )
    .option('--config <file>', 'YAML file with lines such as data_dir: /srv/images')
  for (const { flag, placeholder, environment, defaultValue, meaning } of settings) {
    const origin = [`$${environment}`, ...(defaultValue ? [`or ${defaultValue}`] : [])].join(', ')
    command.option(`${flag} <${placeholder.toLowerCase()}>`, `${meaning} (default: ${origin})`)
  }
  command
    .addHelpText(
      'after',
      `
Examples:
  vitrine serve
  vitrine serve --listen 127.0.0.1:0 --data-dir /srv/images
  VITRINE_LOG_LEVEL=debug vitrine serve --config /etc/vitrine.yaml`,
    )
    .action(async (given: Record<string, string | undefined>) => {
      const nameOf = new Map(settings.map(({ flag, name }) => [flag, name as string]))
      const flags = Object.fromEntries(
        command.options.flatMap((option) => {
          const name = nameOf.get(option.long ?? '')
          return name === undefined ? [] : [[name, given[option.attributeName()]]]
        }),
      )
      const { environment, signal } = terminal
      const server = await serve({ flags, environment, file: given.config }).catch((error: unknown) => {
        if (error instanceof ConfigError) usageError(command, error.message)
        throw error
      })
      const stop = () => server.stop(signal.reason.message)
      signal.addEventListener('abort', stop, { once: true })
      if (signal.aborted) stop()
      await server.stopped
    })
}
