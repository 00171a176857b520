import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pythonExample } from '../../apps/admin/src/components/call-examples/python-example.ts'
import type { Checks } from './checks.ts'
import { python } from './places.ts'
import { run } from './processes.ts'

const ENVIRONMENTS = { '0.3': 'a2a-0.3', '1.0': 'a2a-1.x' } as const
const TEXT = `it's "quoted" \\ here`

/** Runs the Python that the admin UI shows for an agent, in both versions, sent and streamed. */
export async function checkCallExamples(
  checks: Checks,
  target: { readonly url: string; readonly key: string; readonly agent: string },
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const version of ['0.3', '1.0'] as const) {
    for (const streaming of [false, true]) {
      const script = join(folder, `${version}-${streaming ? 'stream' : 'send'}.py`)
      await writeFile(script, pythonExample({ url: target.url, key: target.key, text: TEXT, version, streaming }).code)
      const { code, output, errors } = await run([python(ENVIRONMENTS[version]), script], folder, 60)
      checks.check(
        `the admin UI's Python for ${target.agent} in ${version}, ${streaming ? 'streamed' : 'sent'}`,
        code === 0 &&
          output.includes(
            JSON.stringify(TEXT)
              .slice(1, -1)
              .replaceAll("'", version === '1.0' ? "\\'" : "'"),
          ),
        `exit ${code}\nprinted:\n${output.slice(-2000)}\nerrors:\n${errors.slice(-2000)}`,
      )
    }
  }
}
