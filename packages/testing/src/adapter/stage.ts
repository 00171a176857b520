import { randomUUID } from 'node:crypto'
import type { Agent } from '@gateway/core'
import { expect } from 'vitest'
import { type Patience, patienceOf } from './patience.ts'
import { runTurn, type Turn, type TurnOptions } from './turn.ts'
import type { AdapterUnderTest, SuiteLimits } from './vendor.ts'
import type { Behavior, Gate } from './vendor-server.ts'
import { VendorServer } from './vendor-server.ts'
import { until, within } from './within.ts'

export interface StageOptions {
  readonly behavior: Behavior
  readonly gate?: Gate
  readonly limits?: SuiteLimits
}

/** One scenario: the vendor's server, the agent that is pointed to it, and what must hold whatever happens. */
export class Stage {
  readonly server: VendorServer
  readonly agent: Agent
  readonly patience: Patience
  readonly #secrets: readonly string[]

  private constructor(server: VendorServer, agent: Agent, adapter: AdapterUnderTest) {
    this.server = server
    this.agent = agent
    this.patience = patienceOf(adapter)
    this.#secrets = adapter.vendor.secrets ?? []
  }

  static async open(adapter: AdapterUnderTest, { behavior, gate, limits = {} }: StageOptions): Promise<Stage> {
    const server = await VendorServer.start(adapter.vendor, behavior, gate)
    try {
      return new Stage(server, adapter.connect(server.url, limits), adapter)
    } catch (error) {
      await server[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Runs a turn, however it ends. */
  watch(options: TurnOptions): Promise<Turn> {
    return within(this.patience.turn, 'the turn did not end', runTurn(this.agent, options))
  }

  /** Runs a turn that its reader sees to the end, and holds it to what every turn owes. */
  async turn(options: TurnOptions = {}): Promise<Turn> {
    const turn = await this.watch(options)
    expect(turn.terminals, `events that end the turn, in ${turn.told.slice(0, 2000)}`).toBe(1)
    this.tellsNothing(turn.told)
    this.asVendorWants()
    return turn
  }

  /** A turn that fails, with an error that the adapter has foreseen, after at most one request that begins work. */
  async failing(options: TurnOptions = {}): Promise<Turn> {
    const turn = await this.turn(options)
    if (turn.error === undefined) expect(turn.state, turn.told.slice(0, 2000)).toBe('TASK_STATE_FAILED')
    expect(turn.code, 'an error that the adapter has foreseen, not one that it stumbled over').not.toBe(
      'INTERNAL_ERROR',
    )
    expect(this.begun, 'requests that began work').toBeLessThanOrEqual(1)
    return turn
  }

  /** A turn that completes after exactly one request that begins work. */
  async completing(text: string, options: TurnOptions = {}): Promise<Turn> {
    const before = this.begun
    const turn = await this.turn(options)
    expect(turn.error).toBeUndefined()
    expect(['TASK_STATE_COMPLETED', 'message'], turn.told.slice(0, 2000)).toContain(turn.state)
    // Compared by hand: a difference of megabytes is no message.
    if (turn.text !== text)
      throw new Error(`The text arrived changed: ${excerpt(turn.text)} in place of ${excerpt(text)}`)
    expect(this.begun - before, 'requests that began work').toBe(1)
    return turn
  }

  get begun(): number {
    return this.server.exchanges.length
  }

  /** No connection of a turn is left open. */
  async closed(): Promise<void> {
    await until(this.patience.close, 'the connection to the vendor was not closed', () =>
      this.server.exchanges.every(({ closed }) => closed),
    )
  }

  tellsNothing(told: string, secrets: readonly string[] = []): void {
    for (const secret of [...this.#secrets, ...secrets]) {
      if (told.includes(secret))
        throw new Error(`The caller is told what it must not see, “${secret}”: ${excerpt(told)}`)
    }
  }

  asVendorWants(): void {
    const { problems } = this.server
    if (problems.length > 0) throw new Error(`The vendor would refuse this:\n${problems.join('\n')}`)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.server[Symbol.asyncDispose]()
  }
}

/** Words of the vendor that must reach nobody: the canary, with what the adapter has as credentials. */
export function makeLeak({ secrets = [] }: AdapterUnderTest['vendor']): {
  readonly leak: string
  readonly canary: string
} {
  const canary = `canary-${randomUUID()}`
  return { canary, leak: [canary, ...secrets].join(' ') }
}

const excerpt = (text: string) =>
  JSON.stringify(text.length > 600 ? `${text.slice(0, 300)} … ${text.slice(-300)}` : text)
