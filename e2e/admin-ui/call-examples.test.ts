import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { curlExample } from '../../apps/admin/src/components/call-examples/curl-example.ts'
import type { ExampleCall } from '../../apps/admin/src/components/call-examples/example.ts'
import { typescriptExample } from '../../apps/admin/src/components/call-examples/typescript-example.ts'
import { type TestGateway, testGateway } from '../support/test-gateway.ts'
import type { Wire } from '../support/wire.ts'

const run = promisify(execFile)
const TEXT = `echo "it's" $HOME \\ here`

let gateway: TestGateway
let key: string
let folder: string
beforeAll(async () => {
  gateway = await testGateway({ config: { agents: [{ name: 'hello', upstreams: [{ adapter: 'hello' }] }] } })
  const made = await gateway.request('/key/generate', { body: { object_permission: { agents: ['hello'] } } })
  const generated: Wire = await made.json()
  key = generated.key
  folder = await mkdtemp(join(tmpdir(), 'call-examples-'))
  // A project for each version, with its SDK and nothing else.
  for (const [version, name] of Object.entries({ '1.0': 'sdk', '0.3': 'sdk-0.3' })) {
    await mkdir(join(folder, version, 'node_modules', '@a2a-js'), { recursive: true })
    const installed = join(import.meta.dirname, '..', 'node_modules', '@a2a-js', name)
    await symlink(installed, join(folder, version, 'node_modules', '@a2a-js', 'sdk'))
  }
})
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const calls = (['1.0', '0.3'] as const).flatMap((version) =>
  [false, true].map((streaming) => ({ version, streaming, name: `${version}, ${streaming ? 'streamed' : 'sent'}` })),
)
const callOf = (call: Pick<ExampleCall, 'version' | 'streaming'>): ExampleCall => ({
  ...call,
  url: `${gateway.url}/a2a/hello`,
  text: TEXT,
})
const env = () => ({ ...process.env, GATEWAY_KEY: key })
const answered = JSON.stringify(TEXT).slice(1, -1)

// `interop/suite/call-examples.ts` runs the one in Python.
describe('what the UI shows as code calls the agent', () => {
  it.each(calls)('curl, $name', async (call) => {
    const { stdout } = await run('sh', ['-c', curlExample(callOf(call)).code], { env: env() })
    expect(stdout).toContain(answered)
    expect(stdout.startsWith('{')).toBe(!call.streaming)
  })

  it.each(calls)('TypeScript, $name', async (call) => {
    const file = join(folder, call.version, `${call.streaming ? 'stream' : 'send'}.mts`)
    await writeFile(file, typescriptExample(callOf(call)).code)
    const { stdout } = await run(process.execPath, [file], { env: env() })
    expect(stdout).toContain(answered)
  })

  it('names a key that was made just now', async () => {
    const { code } = curlExample({ ...callOf({ version: '1.0', streaming: false }), key })
    const { stdout } = await run('sh', ['-c', code])
    expect(stdout).toContain(answered)
  })
})
