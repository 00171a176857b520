import { once } from 'node:events'
import { dirname, resolve } from 'node:path'
import { createConnectionPool, reachList } from '@gateway/adapter-kit'
import { accessRefusal, createKeyAuthenticator, createLimiter, keyIdOf } from '@gateway/auth'
import { createExpectedCosts, type Logger } from '@gateway/core'
import { createRedaction, createRetention } from '@gateway/logging'
import { createAgentStops, createRegistry, type Registry } from '@gateway/registry'
import {
  type AppOptions,
  agentStopped,
  createActiveCalls,
  createCallChains,
  createIdempotentRequests,
  endRevokedCalls,
} from '@gateway/server'
import { openStore } from '@gateway/store'
import { createTaskEngine, createTaskIndex } from '@gateway/tasks'
import { adapters } from './adapters.ts'
import { administrationOf } from './administration.ts'
import { directoryOf } from './agent-directory.ts'
import { auditOf, takeFile } from './audit.ts'
import { budgetsOf } from './budgets-of.ts'
import { type ConfigFile, readConfigFile } from './config-file.ts'
import { encryptionOf } from './encryption.ts'
import type { Environment } from './environment.ts'
import { followConfig } from './follow-config.ts'
import { followSecrets } from './follow-secrets.ts'
import { gatewayView } from './gateway-view.ts'
import { httpServer } from './http-server.ts'
import { limitCounters } from './limit-counters.ts'
import { listen } from './listen.ts'
import { loggedEventsOf } from './logged-events.ts'
import { type MasterKey, masterKey } from './master-key.ts'
import { openRecorder } from './open-recorder.ts'
import { retentionLimits } from './retention-settings.ts'
import { createAgentRouting } from './routing/agent-routing.ts'
import { createWorkCanceling } from './routing/cancel-working.ts'
import { createSharedHealth } from './routing/shared-health.ts'
import { signInOf } from './sign-in.ts'
import { telemetryOf } from './telemetry.ts'
import { tellLitellm } from './tell-litellm.ts'
import { tokenIssuers } from './token-issuers.ts'
import { proxiesOf } from './trusted-proxies.ts'
import { upstreamTestsOf } from './upstream-tests.ts'

const DEFAULT_BODY_BYTES = 10 * 1024 * 1024
const PING_MS = 15_000
/** How long answers that are no calls may still take when the gateway stops. */
const LAST_ANSWERS_MS = 500

export interface GatewayOptions {
  readonly environment: Environment
  /** What `${NAME}` in the configuration file reads. */
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly logger: Logger
  /** Make a new admin key. */
  readonly resetKey?: boolean
}

/** A gateway that serves. */
export interface Gateway {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  readonly url: string
  readonly masterKey: MasterKey
  readonly config: ConfigFile
  readonly registry: Registry
  /** Folder of the files that belong to this installation. */
  readonly dataFolder: string
  /** Reads the agents of the configuration file again. Never rejects: what is wrong is told of in the log. */
  reload(): Promise<void>
  /** Finishes open calls, writes what waits, and closes everything. */
  stop(): Promise<void>
}

/** Puts the layers together and listens. Rejects with one line and its remedy when something stands in the way. */
export async function startGateway({
  environment,
  variables,
  logger,
  resetKey = false,
}: GatewayOptions): Promise<Gateway> {
  const config = await readConfigFile(environment.GATEWAY_CONFIG, variables, adapters)
  if (config.litellm) tellLitellm(config.litellm, logger)
  const isTrustedProxy = proxiesOf(environment.TRUSTED_PROXIES)
  const dataFolder = dataFolderOf(environment.DATABASE_URL)
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await openStore(environment.DATABASE_URL, { logger }))
  const { store, audit } = auditOf(database, { adapters: config.adapters, cipher: () => cipher, logger })
  const key = await masterKey({
    given: environment.GATEWAY_MASTER_KEY ?? config.litellm?.masterKey,
    host: environment.HOST,
    settings: store.settings,
    reset: resetKey,
  })
  const cipher = await encryptionOf({ environment, dataFolder, agents: database.agents, logger })
  const index = stack.use(createTaskIndex({ store: store.tasks, logger }))
  const expectedCosts = createExpectedCosts()
  const redact = createRedaction({ ...config.redaction, contentLimit: config.records.contentBytes, logger })
  const telemetry = telemetryOf({ config, environment, variables })
  const recorder = stack.use(
    await openRecorder({
      records: config.records,
      sinks: telemetry.sinks,
      store,
      others: [expectedCosts.learn, telemetry.counting],
      redact,
      dataFolder,
      environment,
      logger,
    }),
  )
  const mayReach = reachList(environment.UPSTREAM_ALLOW)
  const pool = createConnectionPool({ mayReach })
  stack.defer(() => pool.close())
  const agentName = (id: string) => registry.find(id)?.name
  const leaseMs = environment.RUN_LEASE_SECONDS * 1_000
  const { alerts, budgets, bookRun } = budgetsOf({ config, store, agentName, pool, audit, leaseMs, logger })
  stack.use(alerts)
  stack.use(budgets)
  const engine = stack.use(
    createTaskEngine({
      store,
      logger,
      leaseMs,
      endedAlone: (run) => {
        const agent = registry.find(run.agentId)
        recorder.endedAlone(run, agent?.name)
        bookRun(run, agent)
      },
    }),
  )
  // The demo agent is there until an operator brings agents of their own.
  const demo = config.path === undefined ? [{ name: 'hello', upstreams: [{ adapter: 'hello' }] }] : []
  const stops = stack.use(await createAgentStops({ store, logger }))
  const counters = stack.use(await limitCounters(environment.REDIS_URL, logger))
  const limiter = createLimiter(counters)
  const routing = stack.use(
    createAgentRouting({
      keeping: { index, engine },
      stopped: (agentId) => stops.of(agentId) !== undefined,
      health: stack.use(createSharedHealth({ store, logger })),
      limiter,
      budgets,
      expectedCosts,
      recorder,
      pool,
      mayNotify: reachList(environment.WEBHOOK_ALLOW),
      logger,
    }),
  )
  const secrets = followSecrets(environment, variables)
  const registry = await createRegistry({
    store,
    adapters: config.adapters,
    cipher,
    fileAgents: [...config.agents, ...demo],
    compose: routing.compose,
    mayReach,
    readSecret: secrets.read,
    logger,
  })
  stack.defer(() => registry.close())
  stack.use(secrets.follow(registry))
  const followed =
    config.path === undefined
      ? undefined
      : stack.use(
          followConfig({
            path: config.path,
            read: () => readConfigFile(environment.GATEWAY_CONFIG, variables, adapters),
            take: (agents) => takeFile(registry, agents, audit, logger),
            logger,
          }),
        )
  stack.defer(registry.onChange((agent) => routing.changed(agent, (name) => registry.find(name))))
  engine.start((agentId) => {
    const found = registry.find(agentId)
    const runner = found && routing.runner(found)
    const priceOf = found && routing.priceOf(found)
    return runner && { runner, priceOf, totalSeconds: found?.definition.limits?.totalSeconds }
  })
  alerts.start()
  const activeCalls = createActiveCalls()
  telemetry.watch({ activeCalls, registry, routing, sinkStates: recorder.states })
  stack.defer(
    stops.onStop(({ agentId, cancel, ...stop }) => {
      if (!cancel) return
      const error = agentStopped(registry.find(agentId)?.name ?? agentId, stop)
      activeCalls.abort(agentId, error)
      routing.abortCopies(agentId, error)
      engine.cancelAgent(agentId)
    }),
  )
  const canceling = stack.use(
    createWorkCanceling({
      index,
      find: (agentId) => (stops.of(agentId) === undefined ? undefined : registry.find(agentId)),
      logger,
    }),
  )
  const findAgent = (idOrName: string) => registry.find(idOrName)
  const tokens = stack.use(
    tokenIssuers({
      issuers: config.authentication.jwt,
      store,
      findAgent,
      logger,
      keys: createKeyAuthenticator({ ...store, findAgent, masterKeyHash: key.hash }),
    }),
  )
  const signIn = stack.use(
    signInOf({
      settings: config.signIn,
      store,
      masterKeyHash: key.hash,
      findAgent,
      counters,
      cipher,
      publicUrl: environment.PUBLIC_URL,
      logger,
      authenticate: tokens.authenticate,
    }),
  )
  const options: AppOptions = {
    ...signIn,
    agents: directoryOf(registry, routing, stops, canceling, tokens.declared),
    ...administrationOf(store, findAgent, key.hash, limiter),
    upstreamTests: upstreamTestsOf(registry),
    keyId: (keyOrHash) => keyIdOf(store.keys, keyOrHash),
    personalKeys: config.keys.personal,
    alerts: alerts.administration,
    retention: stack.use(createRetention({ store, limits: retentionLimits(config.retention), logger })),
    loggedEvents: loggedEventsOf(store.runs, redact),
    idempotentRequests: stack.use(createIdempotentRequests({ ...store, cipher, logger })),
    audit,
    recorder,
    flush: recorder.flushDatabase,
    sinkStates: recorder.states,
    gateway: gatewayView({ environment, config, counters }),
    ...telemetry.routes,
    ready: () => store.ping(),
    activeCalls,
    chains: createCallChains({ ...config.chains, secret: key.hash, samples: telemetry.samples }),
    isTrustedProxy,
    logger,
    publicUrl: environment.PUBLIC_URL,
    corsOrigins: environment.CORS_ORIGINS,
    bodyBytes: DEFAULT_BODY_BYTES,
    pingMs: PING_MS,
  }
  if (config.keys.revokedCalls === 'end') {
    stack.use(
      endRevokedCalls({ ...options, refusalOf: accessRefusal, onChange: (listener) => store.onChange(listener) }),
    )
  }
  const server = httpServer(options)
  const url = await listen(server, environment)
  const opened = stack.move()

  return {
    url,
    masterKey: key,
    config,
    registry,
    dataFolder,
    async reload() {
      registry.renewSecrets()
      await followed?.reload()
    },
    async stop() {
      // Both have the same time: runs go on whose callers have left.
      await Promise.all([activeCalls.drain(environment.DRAIN_SECONDS), engine.drain(environment.DRAIN_SECONDS)])
      const closed = once(server, 'close')
      server.close()
      // Requests that are not calls, such as one to the admin API, get their answers too.
      const cut = setTimeout(() => {
        server.closeAllConnections()
      }, LAST_ANSWERS_MS)
      await closed
      clearTimeout(cut)
      await opened.disposeAsync()
    },
  }
}

/** Keys stand beside a SQLite database, else in `./data`. */
function dataFolderOf(databaseUrl: string): string {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(databaseUrl)?.[1]
  return path === undefined || path === ':memory:' ? resolve('data') : dirname(resolve(path))
}
