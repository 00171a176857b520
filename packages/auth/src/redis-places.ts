import { shareOf } from './limit-counters.ts'
import type { RedisClient } from './redis-client.ts'
import type { RedisConnection } from './redis-connection.ts'
import { ALIVE_MS, BEAT, TAKE_PLACE } from './redis-scripts.ts'

const PREFIX = 'a2a-gateway'
const GATEWAYS = `${PREFIX}:gateways`
const placesOf = (name: string) => `${PREFIX}:places:${name}`

/** Places that are taken, of all gateways together. What this one has taken it knows by itself, whatever Redis does. */
export class RedisPlaces {
  /** Which gateway this is. */
  readonly #id: string
  readonly #taken = new Map<string, number>()
  /** Names whose number Redis may have wrong. */
  readonly #untold = new Set<string>()
  #gateways = 1

  constructor(id: string) {
    this.#id = id
  }

  /** How many gateways there were when Redis last answered. */
  get gateways(): number {
    return this.#gateways
  }

  /** Says that this gateway is there, and what it has taken. */
  readonly beat = async (client: RedisClient): Promise<void> => {
    const count = Number(await client.eval(BEAT, { keys: [GATEWAYS], arguments: [this.#id, String(ALIVE_MS)] }))
    this.#gateways = Math.max(1, count)
    const names = new Set([...this.#taken.keys(), ...this.#untold])
    this.#untold.clear()
    try {
      await Promise.all([...names].map((name) => this.#write(client, name)))
    } catch (error) {
      for (const name of names) this.#untold.add(name)
      throw error
    }
  }

  async take(connection: RedisConnection, name: string, limit: number): Promise<boolean> {
    const mine = (this.#taken.get(name) ?? 0) + 1
    this.#taken.set(name, mine)
    const answer = await connection.ask((client) =>
      client.eval(TAKE_PLACE, {
        keys: [placesOf(name), GATEWAYS],
        arguments: [this.#id, String(mine), String(limit), String(ALIVE_MS)],
      }),
    )
    const given = answer === undefined ? mine <= shareOf(limit, 1 / this.#gateways) : Number(answer) === 1
    if (!given) this.return(connection, name)
    return given
  }

  return(connection: RedisConnection, name: string): void {
    const left = (this.#taken.get(name) ?? 0) - 1
    if (left > 0) this.#taken.set(name, left)
    else this.#taken.delete(name)
    void connection
      .ask(async (client) => {
        await this.#write(client, name)
        return true
      })
      .then((told) => {
        if (told === undefined) this.#untold.add(name)
      })
  }

  /** This gateway is there no more, and has no places. */
  async leave(client: RedisClient): Promise<void> {
    await client.zRem(GATEWAYS, this.#id)
  }

  async #write(client: RedisClient, name: string): Promise<void> {
    const mine = this.#taken.get(name)
    if (mine === undefined) await client.hDel(placesOf(name), this.#id)
    else await Promise.all([client.hSet(placesOf(name), this.#id, mine), client.pExpire(placesOf(name), 60_000)])
  }
}
