import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually, testGateway } from './support/test-gateway.ts'
import { verifies } from './support/verifies.ts'
import { card10, task10, wildAgent } from './support/wild-agent.ts'

const named = (name: string) =>
  wildAgent(async (call) => {
    // Long enough that calls are under way when the file changes.
    await new Promise((resolve) => setTimeout(resolve, 30))
    call.result({ task: { ...task10(crypto.randomUUID()), metadata: { name } } })
  }, card10)

test('upstreams are added, drained and removed in the file while calls run, and no call fails', async () => {
  verifies('upstream-change')
  await using one = await named('one')
  await using two = await named('two')
  await using three = await named('three')
  const folder = await mkdtemp(join(tmpdir(), 'gateway-file-'))
  await using _folder = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
  const place = (name: string, { url }: { readonly url: string }, more: object = {}) => ({
    name,
    url: `${url}/`,
    ...more,
  })
  const agentsOf = (...upstreams: object[]) => ({ agents: [{ name: 'many', upstreams }] })
  await using gateway = await testGateway({ folder, config: agentsOf(place('u1', one)) })
  const write = (config: object) => writeFile(join(folder, 'gateway.yaml'), JSON.stringify(config))

  let running = true
  const answers: string[] = []
  const failures: unknown[] = []
  const callers = Array.from({ length: 4 }, async () => {
    while (running) {
      const message = { messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text: 'hi' }] }
      const answer = await gateway.call('many', 'SendMessage', { message })
      if (answer.error === undefined) answers.push(answer.result.task.metadata.name)
      else failures.push(answer.error)
    }
  })
  /** Until only these have answered for a while. */
  const answeredBy = (...names: string[]) =>
    eventually(
      () => [...new Set(answers.slice(-40))].sort(),
      (latest) => answers.length > 40 && JSON.stringify(latest) === JSON.stringify([...names].sort()),
      20,
    )
  await answeredBy('one')
  await write(agentsOf(place('u1', one), place('u2', two)))
  await answeredBy('one', 'two')
  await write(agentsOf(place('u1', one, { draining: true }), place('u2', two), place('u3', three)))
  await answeredBy('two', 'three')
  await write({ agents: [{ name: 'many', upstreams: [{ url: 'not a url' }] }] })
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  await answeredBy('two', 'three')
  await write(agentsOf(place('u3', three)))
  await answeredBy('three')
  running = false
  await Promise.all(callers)
  expect(failures).toEqual([])
}, 120_000)
