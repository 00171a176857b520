/** An agent of the official SDK as a process of its own: `agent-process.ts` starts it. */
import { sdkAgent } from './sdk-agent.ts'

const { PORT = '0', DELAY_MS = '0' } = process.env
const { url } = await sdkAgent({ port: Number(PORT), delayMs: Number(DELAY_MS) })
process.stdout.write(`listens on ${url}\n`)
