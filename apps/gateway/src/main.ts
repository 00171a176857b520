import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { readEnvironment } from './environment.ts'
import { startGateway } from './gateway.ts'
import { importLitellm } from './import-litellm.ts'
import { StartupError, startupLine } from './startup-error.ts'
import { welcome } from './welcome.ts'

const USAGE =
  'Usage: start [--reset-key], or import-litellm FILE. Everything else is set by environment variables: see the README.'

function options(): { resetKey: boolean } {
  try {
    const { values } = parseArgs({ options: { 'reset-key': { type: 'boolean', default: false } } })
    return { resetKey: values['reset-key'] }
  } catch {
    throw new StartupError(USAGE)
  }
}

/** How long writing what waits and closing may take after the open calls have ended. */
const CLOSING_SECONDS = 15

async function main(): Promise<void> {
  const [command, ...rest] = process.argv.slice(2)
  if (command === 'import-litellm') {
    const refused = await importLitellm(rest, { variables: process.env, print: (line) => console.log(line) }).catch(
      (error: unknown) => {
        console.error(startupLine(error) ?? error)
        return 1
      },
    )
    process.exitCode = refused === 0 ? 0 : 1
    return
  }
  const { resetKey } = options()
  const environment = readEnvironment(process.env)
  const logger = pino({ level: environment.LOG_LEVEL }, pino.destination({ dest: 2, sync: false }))
  const gateway = await startGateway({ environment, variables: process.env, logger, resetKey })

  let stopping = false
  const stop = (signal: string) => {
    // A second signal means at once.
    if (stopping) process.exit(1)
    stopping = true
    logger.info({ signal }, 'stopping: open calls finish first')
    // A database that hangs must not keep the process for ever.
    const limit = (environment.DRAIN_SECONDS + CLOSING_SECONDS) * 1_000
    setTimeout(() => {
      logger.fatal('the gateway did not stop in time: what waited for its database is lost')
      logger.flush()
      process.exit(1)
    }, limit).unref()
    gateway.stop().then(
      () => process.exit(0),
      (err) => {
        logger.fatal({ err }, 'the gateway did not stop cleanly')
        logger.flush()
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('SIGHUP', () => void gateway.reload())

  const keyGiven = (environment.GATEWAY_MASTER_KEY ?? gateway.config.litellm?.masterKey) !== undefined
  process.stdout.write(await welcome(gateway, { terminal: process.stdout.isTTY === true, keyGiven }))
}

main().catch((error) => {
  const line = startupLine(error)
  console.error(line === undefined ? error : `The gateway cannot start: ${line}`)
  process.exit(1)
})
