import { gatewayError } from '@gateway/core'
import { expect } from 'vitest'
import type { Scenarios } from './scenario.ts'
import { Stage } from './stage.ts'
import type { Turn } from './turn.ts'
import { until } from './within.ts'

type Stopping = 'abort-while-waiting' | 'abort-in-stream' | 'aborted-before' | 'leave'

/** Rule 2: who stops, stops, whichever way the vendor's SDK reports it. */
export const stoppingScenarios: Scenarios<Stopping> = {
  async 'abort-while-waiting'(adapter) {
    await using stage = await Stage.open(adapter, { behavior: () => {} })
    const controller = new AbortController()
    const turn = stage.turn({ signal: controller.signal })
    await until(stage.patience.turn, 'no request that begins work arrived', () => stage.begun === 1)
    controller.abort(reason())
    canceled(await turn)
    await stage.closed()
    expect(stage.begun, 'requests that began work').toBe(1)
  },

  async 'abort-in-stream'(adapter) {
    await using stage = await Stage.open(adapter, { behavior: (exchange) => exchange.open() })
    const controller = new AbortController()
    const turn = await stage.turn({
      signal: controller.signal,
      onEvent: (event) => {
        if (event.artifactUpdate !== undefined) controller.abort(reason())
      },
    })
    canceled(turn)
    await stage.closed()
    expect(stage.begun, 'requests that began work').toBe(1)
  },

  async 'aborted-before'(adapter) {
    await using stage = await Stage.open(adapter, { behavior: (exchange) => exchange.open() })
    canceled(await stage.turn({ signal: AbortSignal.abort(reason()) }))
    expect(stage.begun, 'requests that began work').toBe(0)
  },

  async leave(adapter) {
    await using stage = await Stage.open(adapter, { behavior: (exchange) => exchange.open() })
    const { error } = await stage.watch({ onEvent: (event) => event.artifactUpdate === undefined })
    expect(error).toBeUndefined()
    await stage.closed()
    expect(stage.begun, 'requests that began work').toBe(1)
    stage.asVendorWants()
  },
}

const reason = () => gatewayError('CANCELED', 'The caller has left.')

function canceled(turn: Turn): void {
  if (turn.error === undefined) expect(turn.state).toBe('TASK_STATE_CANCELED')
  else expect(turn.error.code).toBe('CANCELED')
}
