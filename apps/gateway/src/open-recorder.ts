import { join } from 'node:path'
import { reachList } from '@gateway/adapter-kit'
import { type CallRecord, isGatewayError, type Logger, type RecordStore, type Sink } from '@gateway/core'
import {
  type ClaimedFolder,
  claimFolder,
  createJournal,
  createRecorder,
  type QueuedRecorder,
  type QueuedSink,
  type Redaction,
} from '@gateway/logging'
import type { ConfigFile } from './config-file.ts'
import type { Environment } from './environment.ts'
import { DATABASE_SINK, type ReadSink } from './read-sinks.ts'
import { StartupError } from './startup-error.ts'

/** How long an answer waits for records to be in the database, so that a call that has just ended is in a list; milliseconds. */
const FLUSH_MS = 2_000

export interface OpenRecorderOptions {
  readonly records: ConfigFile['records']
  /** Beside the database. */
  readonly sinks: readonly ReadSink[]
  readonly store: { readonly records: RecordStore }
  /** Learn from records, and keep what waits for them in memory alone. */
  readonly others: readonly Sink[]
  readonly redact: Redaction
  /** Where records wait for sinks that are away, and where paths of sinks begin. */
  readonly dataFolder: string
  readonly environment: Pick<Environment, 'UPSTREAM_ALLOW'>
  readonly logger: Logger
}

/** Learns from records inside the gateway; a sink of the configuration cannot have this name. */
const INSIDE = '(inside)'

/** What records calls, and the end of all that belongs to it. */
export interface OpenRecorder extends QueuedRecorder {
  /** Writes into the database what waits, and learns from it, for as long as somebody can wait for it. */
  readonly flushDatabase: () => Promise<void>
}

/** Opens the sinks of the configuration, and puts a recorder before them and the database. */
export async function openRecorder(options: OpenRecorderOptions): Promise<OpenRecorder> {
  const { records, store, others, redact, dataFolder, logger } = options
  const { durability, content, eventCharacters: eventLimit, headers = [], flushMs } = records
  await using stack = new AsyncDisposableStack()
  const durable = durability === 'strict'
  const folder = claim(join(dataFolder, 'records'), durable, logger)
  if (folder) stack.use(folder)
  const queued = (name: string, sink: Sink, more: Partial<ReadSink> = {}): QueuedSink => {
    if (folder === undefined) return { name, sink }
    const { spillBytes: maxBytes = records.spillBytes, whenFull = records.whenFull } = more
    return { name, sink, spill: { folder: join(folder.path, 'sinks', name), maxBytes, whenFull, durable } }
  }
  const sinks = [queued(DATABASE_SINK, (batch) => store.records.append(batch))]
  for (const read of options.sinks) {
    const sink = await open(read, options)
    const dispose = sink[Symbol.asyncDispose]
    if (dispose) stack.defer(() => dispose.call(sink))
    sinks.push(queued(read.name, sink, read))
  }
  const inside = async (batch: readonly CallRecord[]) => {
    for (const other of others) await other(batch)
  }
  // Also without durability: an earlier gateway may have had it.
  const journal = folder && stack.use(createJournal({ folder: join(folder.path, 'journal'), logger }))
  const recorder = stack.use(
    createRecorder({
      sinks: [...sinks, { name: INSIDE, sink: inside }],
      logger,
      content,
      eventLimit,
      headers,
      redact,
      journal,
      strict: durable,
      flushMs,
    }),
  )
  const opened = stack.move()
  return {
    ...recorder,
    states: () => recorder.states().slice(0, sinks.length),
    flushDatabase: () => inTime(recorder.flush([DATABASE_SINK, INSIDE])),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Without a disk records wait in memory, unless they must not be lost. */
function claim(parent: string, needed: boolean, logger: Logger): ClaimedFolder | undefined {
  try {
    return claimFolder(parent)
  } catch (err) {
    const reason = err instanceof Error && 'code' in err ? String(err.code) : 'unknown'
    const what = `The folder ${parent} cannot be written (${reason})`
    if (needed)
      throw new StartupError(`${what}, and records.durability is strict. Make it writable, or leave durability out.`)
    logger.warn({ err }, `${what}: while a sink is away, records wait in memory alone`)
    return undefined
  }
}

async function open({ name, definition, settings }: ReadSink, options: OpenRecorderOptions): Promise<Sink> {
  const { logger, dataFolder: folder, environment } = options
  // The address is an administrator's, as those of agents are.
  const mayReach = reachList(environment.UPSTREAM_ALLOW)
  try {
    return await definition.open(settings, { logger, folder, mayReach })
  } catch (error) {
    if (isGatewayError(error)) throw new StartupError(`The sink '${name}' cannot be opened: ${error.message}.`)
    throw error
  }
}

async function inTime(flushed: Promise<void>): Promise<void> {
  let limit: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    limit = setTimeout(resolve, FLUSH_MS)
  })
  await Promise.race([flushed, late]).finally(() => clearTimeout(limit))
}
