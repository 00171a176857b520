import { expect, onTestFinished, test } from 'vitest'
import { sdkAgent } from './support/sdk-agent.ts'
import { eventually, testGateway } from './support/test-gateway.ts'

const message = (text: string) => ({ messageId: crypto.randomUUID(), role: 'ROLE_USER', parts: [{ text }] })

async function gatewayFor(variables: Readonly<Record<string, string>>) {
  const agent = await sdkAgent()
  onTestFinished(() => agent[Symbol.asyncDispose]())
  const gateway = await testGateway({ variables })
  onTestFinished(() => gateway.stop())
  const registered = await gateway.json('/v1/agents', { body: { name: 'echo', url: `${agent.url}/` } })
  expect(registered.agent_name ?? registered.name).toBe('echo')
  return { agent, gateway, key: await gateway.key(['echo']) }
}

test.each(['127.0.0.0/8', 'localhost,127.0.0.1'])('an agent on the list %s is called', async (UPSTREAM_ALLOW) => {
  const { gateway, key } = await gatewayFor({ UPSTREAM_ALLOW })
  const { result } = await gateway.call('echo', 'SendMessage', { message: message('hello') }, { key })
  expect(result).toBeDefined()
})

test('an agent outside the list is registered, but neither called nor asked for its card', async () => {
  const { gateway, key } = await gatewayFor({ UPSTREAM_ALLOW: 'public,10.0.0.0/8' })
  const { error } = await gateway.call('echo', 'SendMessage', { message: message('hello') }, { key })
  expect(error.message).toContain('UPSTREAM_ALLOW')
  const seen = await eventually(async () => {
    const shown = await gateway.json('/v1/agents/echo')
    expect(JSON.stringify(shown)).toContain('UPSTREAM_ALLOW')
    return shown
  })
  expect(JSON.stringify(seen)).toContain('missing')
})

test('a caller hands in public webhooks only, unless others are allowed', async () => {
  const { gateway, key } = await gatewayFor({ WEBHOOK_ALLOW: 'public' })
  const { result } = await gateway.call('echo', 'SendMessage', { message: message('slow') }, { key })
  const taskId = result.task.id
  const configured = (url: string) => gateway.call('echo', 'CreateTaskPushNotificationConfig', { taskId, url }, { key })
  for (const url of ['http://127.0.0.1:9/hook', 'http://localhost:9/hook', 'http://10.0.0.1/', 'http://[::1]/']) {
    const { error } = await configured(url)
    expect(error).toMatchObject({ code: -32602, message: expect.stringContaining('WEBHOOK_ALLOW') })
    const sent = { message: message('hello'), configuration: { taskPushNotificationConfig: { url } } }
    const { error: sending } = await gateway.call('echo', 'SendMessage', sent, { key })
    expect(sending).toMatchObject({ code: -32602, message: expect.stringContaining('WEBHOOK_ALLOW') })
    const legacy = { taskId, pushNotificationConfig: { url } }
    expect((await gateway.call('echo', 'tasks/pushNotificationConfig/set', legacy, { key })).error.code).toBe(-32602)
    const streamed = await gateway.request('/a2a/echo', {
      key,
      body: { jsonrpc: '2.0', id: 1, method: 'SendStreamingMessage', params: sent },
    })
    expect(await streamed.text()).toContain('WEBHOOK_ALLOW')
  }
  expect((await configured('http://169.254.169.254/latest')).error.code).toBe(-32602)
  expect((await configured('http://93.184.215.14/hook')).result).toMatchObject({ url: 'http://93.184.215.14/hook' })
})
