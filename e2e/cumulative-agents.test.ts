import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { post } from './support/expect-error.ts'
import { rpc, speaker10 } from './support/speakers.ts'
import { cardFound, eventually, type TestGateway, testGateway } from './support/test-gateway.ts'
import { card10, status10, task10, type WildAgent, type WildCall, wildAgent } from './support/wild-agent.ts'
import type { Wire } from './support/wire.ts'

/* Agents that say the whole text again with each event. */

const TEXTS = ['I ', 'I will ', 'I will look ', 'I will look into it.']
const WHOLE = TEXTS.at(-1) ?? ''

const artifactOf = (taskId: string) => ({ artifactId: `own-of-${taskId}`, name: 'Answer', parts: [{ text: WHOLE }] })

/** Streams so; `langGraph`: with LangGraph's ids, and without artifacts when the task is asked for. */
function answer(call: WildCall, langGraph: boolean): void {
  if (call.method === 'GetTask') {
    const task = task10(call.params.id, 'TASK_STATE_COMPLETED', call.params.id.split(':')[0])
    call.result(langGraph ? task : { ...task, artifacts: [artifactOf(call.params.id)] })
    return
  }
  const contextId = crypto.randomUUID()
  const taskId = `${contextId}${langGraph ? ':' : '-'}run`
  call.begin()
  call.event({ task: task10(taskId, 'TASK_STATE_SUBMITTED', contextId) })
  for (const [index, text] of TEXTS.entries()) {
    const { statusUpdate } = status10(taskId, 'TASK_STATE_WORKING', contextId)
    const message = { messageId: `${taskId}-${index}`, role: 'ROLE_AGENT', parts: [{ text }] }
    call.event({ statusUpdate: { ...statusUpdate, status: { ...statusUpdate.status, message } } })
  }
  call.event({ artifactUpdate: { taskId, contextId, artifact: artifactOf(taskId), append: false, lastChunk: true } })
  call.event(status10(taskId, 'TASK_STATE_COMPLETED', contextId))
  call.response.end()
}

let folder: string
let langGraph: WildAgent
let other: WildAgent
let gateway: TestGateway

const start = async () => {
  const agents = [
    { name: 'langgraph', upstreams: [{ url: `${langGraph.url}/` }] },
    { name: 'other', upstreams: [{ url: `${other.url}/` }] },
  ]
  gateway = await testGateway({ config: { agents }, folder })
  await Promise.all(agents.map(({ name }) => cardFound(gateway, name)))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cumulative-'))
  langGraph = await wildAgent((call) => answer(call, true), card10)
  other = await wildAgent((call) => answer(call, false), card10)
  await start()
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  for (const agent of [langGraph, other]) await agent?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** A stream, as what its events say: of status messages their text, of pieces `+text`, or `=text` where one begins. */
async function streamed(agent: string) {
  const { events } = await post(gateway, agent, rpc(speaker10.stream, speaker10.params('hi')), {
    headers: speaker10.headers,
  })
  const results: Wire[] = events.map(({ result }: Wire) => result)
  const said = results.flatMap(({ statusUpdate, artifactUpdate }): string[] => {
    if (artifactUpdate) return [`${artifactUpdate.append ? '+' : '='}${artifactUpdate.artifact.parts[0].text}`]
    const text = statusUpdate?.status.message?.parts[0].text
    return text === undefined ? [] : [text]
  })
  const ids = new Set(results.flatMap(({ artifactUpdate }) => artifactUpdate?.artifact.artifactId ?? []))
  return { said, ids: [...ids], taskId: results[0].task.id }
}

/** What a client that has read the stream sees of the task it asks for. */
const asked = async (agent: string, id: string) =>
  (await gateway.call(agent, 'GetTask', { id }, { headers: speaker10.headers })).result

const marks = async (agent: string): Promise<string[]> =>
  (await gateway.json(`/v1/agents/${agent}`)).repairs.map(({ name }: Wire) => name)

const FROM_THE_FIRST = ['=I ', '+will ', '+look ', '+into it.', '+']

describe("LangGraph's own endpoint", () => {
  test('is right from the first stream on; who asks for the task sees the same artifact', async () => {
    const { said, ids, taskId } = await streamed('langgraph')
    expect(said).toEqual(FROM_THE_FIRST)
    expect(ids).toHaveLength(1)
    const { artifacts } = await eventually(
      () => asked('langgraph', taskId),
      (task) => task?.artifacts?.length > 0,
    )
    expect(artifacts).toMatchObject([{ artifactId: ids[0], name: 'Answer' }])
    expect(artifacts[0].parts.map(({ text }: Wire) => text).join('')).toBe(WHOLE)
    expect(await marks('langgraph')).toEqual(['cumulative-text', 'forgotten-artifacts'])
  })
})

describe('another agent', () => {
  test('is known by its third text: two come as they are, the artifact is whole all the same', async () => {
    expect(await marks('other')).toEqual([])
    const { said, ids, taskId } = await streamed('other')
    expect(said).toEqual(['I ', 'I will ', '=I will look ', '+into it.', '+'])
    expect(ids).toHaveLength(1)
    expect(await marks('other')).toEqual(['cumulative-text'])
    // The agent itself names the artifact otherwise.
    expect((await asked('other', taskId)).artifacts).toEqual([{ ...artifactOf(taskId), artifactId: ids[0] }])
  })

  test('is right from the first text on in every stream that follows', async () => {
    expect((await streamed('other')).said).toEqual(FROM_THE_FIRST)
  })

  test('and in the first stream after a restart, where it is still marked', async () => {
    await gateway.stop()
    await start()
    expect(await marks('other')).toEqual(['cumulative-text'])
    const { said, ids, taskId } = await streamed('other')
    expect(said).toEqual(FROM_THE_FIRST)
    expect((await asked('other', taskId)).artifacts).toMatchObject([{ artifactId: ids[0] }])
  })
})
