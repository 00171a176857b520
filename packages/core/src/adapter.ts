import type { z } from 'zod'
import type { Agent } from './agent.ts'
import type { AgentCard } from './agent-card.ts'
import type { MayReach } from './reach.ts'
import type { Repair } from './repair.ts'

/** What a host lends to an adapter. An adapter works with none of it. */
export interface AdapterHost {
  readonly logger?: Logger
  /** The agent's card as it was last found, so that what it declares is known before it is looked for again. */
  readonly card?: AgentCard
  /**
   * Whether this has had to be put right of the agent's answers before, here or by another gateway: habits of it are
   * known before its first answer. Asked for whenever it matters, as it may have been seen since.
   */
  readonly isRepaired?: (repair: Repair) => boolean
  /** Where the operator lets agents be; an adapter heeds it in every connection that it opens. Absent: anywhere. */
  readonly mayReach?: MayReach | undefined
}

/** The part of pino's interface that is used. */
export interface Logger {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Makes agents of one kind. `name` is what stands under `adapter:` in the configuration. */
export interface Adapter<Settings = unknown> {
  readonly name: string
  /** What people call that kind, such as `LangGraph`. Default: its name. */
  readonly title?: string
  /** One sentence for who chooses among kinds. */
  readonly description?: string
  /** The page that explains its settings: a URL. */
  readonly documentation?: string
  /** Checks the configuration and draws the form. Secrets are marked with `.meta({ secret: true })`: they are masked in every answer. */
  readonly settings: z.ZodType<Settings>
  /** Makes the agent. Does not wait for the network: an agent that is away connects all the same and fails its calls. */
  connect(settings: Settings, host?: AdapterHost): Agent
}
