import { guardWebhook } from '@gateway/adapter-kit'
import { type Agent, around, type MayReach, type Operation, type RequestOf } from '@gateway/core'

/**
 * An agent that is given no webhook but one that callers may hand in (A2A 1.0 §13.2: an agent must not be made to call what
 * is private to its network). All else passes as it is.
 */
export function guardedWebhooks(agent: Agent, mayNotify: MayReach | undefined): Agent {
  return around(agent, {
    unary(_operation, request, context, next) {
      const webhook = webhookIn(request)
      if (webhook === undefined) return next(request, context)
      return guardWebhook(webhook.url, { field: webhook.field, mayReach: mayNotify }).then(() => next(request, context))
    },
    stream(_operation, request, context, next) {
      const webhook = webhookIn(request)
      if (webhook === undefined) return next(request, context)
      return afterCheck(guardWebhook(webhook.url, { field: webhook.field, mayReach: mayNotify }), () =>
        next(request, context),
      )
    },
  })
}

async function* afterCheck<Event>(check: Promise<void>, open: () => AsyncIterable<Event>): AsyncGenerator<Event> {
  await check
  yield* open()
}

/** The address that a request hands in, and where it stands. */
function webhookIn(request: RequestOf<Operation>): { readonly url: string; readonly field: string } | undefined {
  if ('message' in request) {
    const url = request.configuration?.taskPushNotificationConfig?.url
    return url === undefined ? undefined : { url, field: 'configuration.taskPushNotificationConfig.url' }
  }
  return 'url' in request ? { url: request.url, field: 'url' } : undefined
}
