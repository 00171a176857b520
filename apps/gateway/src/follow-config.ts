import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@gateway/core'
import type { ConfigFile } from './config-file.ts'
import { StartupError, startupLine } from './startup-error.ts'

export interface FollowConfigOptions {
  readonly path: string
  readonly read: () => Promise<Pick<ConfigFile, 'agents' | 'path'>>
  /** Throws when they cannot be taken, and changes nothing then. */
  readonly take: (agents: ConfigFile['agents']) => void
  readonly logger: Logger
  /** Between two looks at the file. Default 2,000. */
  readonly lookMs?: number
}

/** The configuration file while the gateway runs. */
export interface FollowedConfig extends Disposable {
  /** Reads the file now. Never rejects: a file that is wrong is told of in the log, and the agents stay as they are. */
  reload(): Promise<void>
}

/** Between a change and the reading of it. */
const SETTLE_MS = 200

/** Takes over the agents of the file when it changes. It is looked at by its path, so that a replaced file or link is followed. */
export function followConfig({ path, read, take, logger, lookMs = 2_000 }: FollowConfigOptions): FollowedConfig {
  let reading = Promise.resolve()
  const readNow = async () => {
    try {
      // Whoever writes it may not have finished.
      await sleep(SETTLE_MS)
      const config = await read()
      if (config.path === undefined) throw new StartupError('The file is gone. Put it back, or start again without it.')
      take(config.agents)
      logger.info({ path }, 'the agents of the configuration file were read again')
    } catch (error) {
      const reason = startupLine(error)
      const why = reason === undefined ? { err: error } : { reason }
      logger.error(
        { path, ...why },
        'the configuration file has changed and cannot be taken; its agents stay as they were',
      )
    }
  }
  const reload = () => {
    reading = reading.then(readNow)
    return reading
  }
  let seen = versionOf(path)
  const looking = setInterval(() => {
    const now = versionOf(path)
    if (now === seen) return
    seen = now
    void reload()
  }, lookMs)
  looking.unref()
  return { reload, [Symbol.dispose]: () => clearInterval(looking) }
}

/** What differs as soon as the file does; nothing of a file that is not there, or cannot be looked at. */
function versionOf(path: string): string | undefined {
  try {
    const { ino, size, mtimeMs } = statSync(path)
    return `${ino} ${size} ${mtimeMs}`
  } catch {
    return undefined
  }
}
