import { type Caller, type GatewayError, gatewayError } from '@gateway/core'
import type { DecodedCall } from './binding.ts'
import type { HttpExchange } from './http-exchange.ts'

export interface CalledAgent {
  readonly id: string
  readonly name: string
}

/** A call whose caller is known. */
export interface ActiveCall {
  readonly exchange: HttpExchange
  readonly caller: Caller
  readonly agent: CalledAgent | undefined
  /** What is asked of the agent, once it is known. */
  readonly asked: Pick<DecodedCall, 'operation' | 'request'> | undefined
  /** The caller has been looked at anew. */
  become(caller: Caller): void
}

/** The calls that are under way, so that a stop can wait for them and then end them clearly. */
export interface ActiveCalls {
  readonly draining: boolean
  readonly count: number
  /** Answers the place by which the call is ended. */
  begin(exchange: HttpExchange): number
  /** The call is one of this agent. */
  of(place: number, agent: CalledAgent): void
  /** The call asks for this. */
  asks(place: number, asked: Pick<DecodedCall, 'operation' | 'request'>): void
  /** The call is one of this caller. */
  by(place: number, caller: Caller): void
  /** Gives each call whose caller is known. */
  each(act: (call: ActiveCall) => void): void
  /** Ends the calls of an agent with this error. */
  abort(agentId: string, error: GatewayError): void
  /** The call is answered; it counts until its answer has left this process, so that a stop does not cut it. */
  end(place: number): void
  /** Takes no more calls, waits for those under way, and after `seconds` ends the rest with UNAVAILABLE. */
  drain(seconds: number): Promise<void>
}

/** How long an ended call has to tell its caller so. */
const LAST_WORDS_MS = 1_000

export const shuttingDown = () =>
  gatewayError('UNAVAILABLE', 'The gateway is shutting down. Send the call again; a task can be asked for by its id.', {
    retryable: true,
    retryAfter: 5,
  })

export function createActiveCalls(): ActiveCalls {
  // Places that are used again, not a set: one that takes and gives up thousands a second keeps dead ones alive.
  const places: (HttpExchange | undefined)[] = []
  const agents: (CalledAgent | undefined)[] = []
  const asked: ActiveCall['asked'][] = []
  const callers: (Caller | undefined)[] = []
  const free: number[] = []
  let draining = false
  let idle: PromiseWithResolvers<void> | undefined

  const count = () => places.length - free.length
  const allEnded = () => {
    if (count() === 0) return Promise.resolve()
    idle ??= Promise.withResolvers()
    return idle.promise
  }
  const within = async (milliseconds: number) => {
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds)
    })
    await Promise.race([allEnded(), timeout])
    clearTimeout(timer)
  }

  return {
    get draining() {
      return draining
    },
    get count() {
      return count()
    },
    begin(exchange) {
      const place = free.pop() ?? places.length
      places[place] = exchange
      agents[place] = undefined
      asked[place] = undefined
      callers[place] = undefined
      return place
    },
    of(place, agent) {
      agents[place] = agent
    },
    asks(place, call) {
      asked[place] = call
    },
    by(place, caller) {
      callers[place] = caller
    },
    each(act) {
      places.forEach((exchange, place) => {
        const caller = callers[place]
        if (exchange === undefined || caller === undefined) return
        const become = (changed: Caller) => {
          if (places[place] === exchange) callers[place] = changed
        }
        act({ exchange, caller, agent: agents[place], asked: asked[place], become })
      })
    },
    abort(agentId, error) {
      places.forEach((exchange, place) => {
        if (agents[place]?.id === agentId) exchange?.abort(error)
      })
    },
    end(place) {
      const exchange = places[place]
      exchange?.whenClosed(() => {
        // Ended twice is ended once, and the place may be another's by now.
        if (places[place] !== exchange) return
        places[place] = undefined
        asked[place] = undefined
        free.push(place)
        if (count() === 0) idle?.resolve()
      })
    },
    async drain(seconds) {
      draining = true
      await within(seconds * 1_000)
      for (const exchange of places) exchange?.abort(shuttingDown())
      if (count() > 0) await within(LAST_WORDS_MS)
    },
  }
}
