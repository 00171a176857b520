import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { startAgent } from './agent-servers.fixture.ts'
import { ADAPTER_NAMES, type AdapterName } from './index.ts'

const told = z.object({ text: z.string(), connected: z.array(z.string()), called: z.array(z.string()) })

/** What the process of `first-call.fixture.ts` tells of an agent's first call. */
async function firstCall(name: AdapterName, settings: object): Promise<z.infer<typeof told>> {
  const child = fork(join(import.meta.dirname, 'first-call.fixture.ts'), [name, JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let printed = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000)
  const exit = once(child, 'exit')
  try {
    const message = await Promise.race([once(child, 'message'), exit.then(() => undefined)])
    if (message === undefined) throw new Error(`The process ended, or was ended after 60 s:\n${printed}`)
    return told.parse(message[0])
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
    await exit
  }
}

/** An adapter's package and all that it depends on. */
function packagesOf(name: AdapterName): ReadonlySet<string> {
  const manifest = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, `../../adapter-${name}/package.json`), 'utf8')))
  return new Set([`@gateway/adapter-${name}`, ...Object.keys(manifest.dependencies)])
}

/** The vendor's SDK that an adapter calls with. */
const SDK: { readonly [Name in AdapterName]: string | undefined } = {
  a2a: undefined,
  langgraph: '@langchain/langgraph-sdk',
  'azure-foundry': '@azure/ai-projects',
  'bedrock-agentcore': '@aws-sdk/client-bedrock-agentcore',
}
/** Scopes of packages that belong to one vendor, below its SDK too. */
const VENDORS = /^(@langchain|@azure|@azure-rest|@typespec|@aws|@aws-sdk|@aws-crypto|@smithy)\/|^(openai|langsmith)$/

it.each(ADAPTER_NAMES)(
  'loads for %s its package alone, and its SDK at the first call',
  { timeout: 120_000 },
  async (name) => {
    await using agent = await startAgent[name]()
    const { text, connected, called } = await firstCall(name, agent.settings)
    expect(text).toContain('Hello!')

    const own = packagesOf(name)
    const foreign = ADAPTER_NAMES.flatMap((each) => [...packagesOf(each)]).filter((each) => !own.has(each))
    expect(foreign.length).toBeGreaterThan(3)
    expect(called.filter((each) => foreign.includes(each))).toEqual([])
    expect(connected.filter((each) => each.startsWith('@gateway/')).sort()).toEqual(
      ['@gateway/adapters', '@gateway/core', '@gateway/adapter-kit', `@gateway/adapter-${name}`].sort(),
    )
    expect(connected.filter((each) => VENDORS.test(each))).toEqual([])

    const sdk = SDK[name]
    if (sdk === undefined) expect(called.filter((each) => VENDORS.test(each))).toEqual([])
    else expect(called).toContain(sdk)
  },
)
