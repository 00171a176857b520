/** Run by itself with an adapter's name and settings: calls one agent, and tells which packages that has loaded. */
import { registerHooks } from 'node:module'

/** The package that a module belongs to; `undefined` for Node.js's own and for this file. */
function packageOf(url: string): string | undefined {
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]
  const own = /\/packages\/([^/]+)\//.exec(url)?.[1]
  return installed ?? (own === undefined ? undefined : `@gateway/${own}`)
}

const loaded = new Set<string>()
registerHooks({
  load(url, context, next) {
    const name = packageOf(url)
    if (name !== undefined) loaded.add(name)
    return next(url, context)
  },
})

// Imported here, since what is imported above is loaded before the hooks are there.
const { ADAPTER_NAMES, connectAgent } = await import('@gateway/adapters')
const { createCallContext, textMessage, textOf } = await import('@gateway/core')
const [, , name, settings = '{}'] = process.argv
const adapter = ADAPTER_NAMES.find((each) => each === name)
if (adapter === undefined) throw new Error(`There is no adapter '${name}'.`)
const agent = await connectAgent(adapter, JSON.parse(settings))
const connected = [...loaded]
const answer = await agent.sendMessage(textMessage('Hello!'), createCallContext())
process.send?.({ text: textOf(answer), connected, called: [...loaded] })
process.disconnect?.()
