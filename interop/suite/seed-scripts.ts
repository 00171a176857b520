import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checks } from './checks.ts'
import { python, SCRIPTS } from './places.ts'
import { type Finished, run } from './processes.ts'

const CONSTANT = /^(LITELLM_(?:BASE_URL|VIRTUAL_KEY|AGENT_NAME)) = "[^"]*"/

/** How the scripts of the user guide reach the gateway. */
export interface ScriptTarget {
  readonly baseUrl: string
  /** May call `agent` alone, so that the first script, which takes the first agent listed, takes it. */
  readonly key: string
  readonly agent: string
}

/** Checks that the committed scripts are the page's, but for the values of the constants at their top. */
export async function checkVerbatim(checks: Checks): Promise<void> {
  const page = await readFile(join(SCRIPTS, 'page.md'), 'utf8')
  const blocks = [...page.matchAll(/^```python [^\n]*title="([^"]+)"\n([\s\S]*?)^```$/gm)]
  checks.check('scripts: the page has two', blocks.length === 2, `found ${blocks.length}`)
  for (const [, name = '', text = ''] of blocks) {
    const constantsOut = (script: string) => script.split('\n').map((line) => CONSTANT.exec(line)?.[1] ?? line)
    const ours = constantsOut(await readFile(join(SCRIPTS, name), 'utf8'))
    const theirs = constantsOut(text)
    const different = theirs.findIndex((line, index) => line !== ours[index])
    checks.check(
      `scripts: ${name} is the page's`,
      different === -1 && ours.length === theirs.length,
      `line ${different + 1} is ${ours[different]}, on the page ${theirs[different]}`,
    )
  }
}

/** Runs both scripts with a2a-sdk 0.3 against an agent behind the gateway and judges what they print. */
export async function checkScripts(checks: Checks, target: ScriptTarget, folder: string): Promise<void> {
  const about = `scripts on ${target.agent}`
  const whole = await prepare('invoke_a2a_agent.py', target)
  const first = await runScript(whole, folder)
  // The page's own slip: model_dump() has no `indent`. By then the call has succeeded.
  checks.check(`${about}: invoke_a2a_agent.py lists and invokes`, listed(first, target.agent), shown(first))
  checks.check(
    `${about}: invoke_a2a_agent.py ends at its own print`,
    first.code === 1 && /^TypeError: .*'indent'$/m.test(first.errors.trimEnd().split('\n').at(-1) ?? ''),
    shown(first),
  )
  const mended = await runScript(whole.replace(', indent=4)', ')'), folder)
  checks.check(
    `${about}: invoke_a2a_agent.py without indent prints the answer`,
    mended.code === 0 &&
      listed(mended, target.agent) &&
      /^Response: \{/m.test(mended.output) &&
      mended.output.includes("'kind': 'task'") &&
      mended.output.includes("'state': 'completed'") &&
      mended.output.includes("'text': 'echo: Hello, what can you do?'"),
    shown(mended),
  )
  const streamed = await runScript(await prepare('invoke_a2a_agent_streaming.py', target), folder)
  const chunks = streamed.output.trim().split('\n')
  checks.check(
    `${about}: invoke_a2a_agent_streaming.py prints its chunks`,
    streamed.code === 0 &&
      chunks.length >= 3 &&
      chunks.every((chunk) => chunk.startsWith('{') && chunk.includes("'result': {")) &&
      streamed.output.includes("'text': 'echo: Hello, what can you do?'") &&
      (chunks.at(-1) ?? '').includes("'final': True"),
    shown(streamed),
  )
}

async function prepare(name: string, target: ScriptTarget): Promise<string> {
  const values: Record<string, string> = {
    LITELLM_BASE_URL: target.baseUrl,
    LITELLM_VIRTUAL_KEY: target.key,
    LITELLM_AGENT_NAME: target.agent,
  }
  const script = await readFile(join(SCRIPTS, name), 'utf8')
  return script.replace(new RegExp(CONSTANT, 'gm'), (_, constant: string) => `${constant} = "${values[constant]}"`)
}

async function runScript(text: string, folder: string): Promise<Finished> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'script.py')
  await writeFile(path, text)
  return run([python('a2a-0.3'), path], folder, 60)
}

function listed(finished: Finished, agent: string): boolean {
  return new RegExp(`^Available agents:\n  - ${agent} \\(ID: .+\\)\n\nInvoking: ${agent}\n`).test(finished.output)
}

function shown(finished: Finished): string {
  return `exit ${finished.code}\nprinted:\n${finished.output.slice(-3000)}\nerrors:\n${finished.errors.slice(-3000)}`
}
