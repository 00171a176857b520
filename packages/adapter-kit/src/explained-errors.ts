import type { GatewayError } from '@gateway/core'

/**
 * The same events, with whatever their source throws explained by `explained`: what leaves a vendor's SDK as an error of
 * its own leaves the adapter as a `GatewayError`. Use it inside `underLimits`, whose own errors need no explanation.
 */
export async function* withExplainedErrors<Item>(
  events: AsyncIterable<Item>,
  explained: (error: unknown) => GatewayError,
): AsyncGenerator<Item, void> {
  try {
    yield* events
  } catch (error) {
    throw explained(error)
  }
}
