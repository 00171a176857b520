import { expect, it } from 'vitest'
import { langGraphSettings } from './settings.ts'

const settings = { url: 'http://127.0.0.1:2024', assistant: 'agent' }

it('needs a URL and an assistant, and nothing else', () => {
  expect(langGraphSettings.parse(settings)).toEqual(settings)
})

it.each<[string, object]>([
  ['url', { url: 'ftp://127.0.0.1' }],
  ['url', { url: 'http://user:password@127.0.0.1' }],
  ['url', { url: 'http://169.254.169.254' }],
  ['url', { url: 'http://127.0.0.1?x=1' }],
  ['assistant', { assistant: '' }],
  ['apiKey', { apiKey: 'a\r\nb' }],
  ['headers.x', { headers: { x: 'a\nb' } }],
  ['input.as', { input: { as: 'chat' } }],
  ['output.nodes', { output: { nodes: [] } }],
  ['configurable.thread_id', { configurable: { thread_id: 'x' } }],
  ['configurableFromMetadata.0', { configurableFromMetadata: ['checkpoint_id'] }],
  ['configurableFromMetadata.0', { configurableFromMetadata: ['langgraph_auth_user'] }],
  ['recursionLimit', { recursionLimit: 0 }],
  ['', { model: 'x' }],
])('refuses a wrong %s', (path, wrong) => {
  const { error } = langGraphSettings.safeParse({ ...settings, ...wrong })
  expect(error?.issues.map((issue) => issue.path.join('.'))).toContain(path)
})

it('marks what is secret', () => {
  const { properties } = JSON.parse(JSON.stringify(langGraphSettings.toJSONSchema()))
  const secret = Object.keys(properties).filter((name) => properties[name].secret === true)
  expect(secret).toEqual(['apiKey', 'headers'])
})
