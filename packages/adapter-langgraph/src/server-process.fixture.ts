/** The process of LangGraph's own development server: serves the graphs it is given on a free port and tells where. */
import { startServer } from '@langchain/langgraph-api/server'
import * as asking from './asking-graphs.fixture.ts'
import * as graphs from './graphs.fixture.ts'

const pathOf = (name: string) => new URL(name, import.meta.url).pathname
const listed = (file: string, named: object) => Object.keys(named).map((name) => [name, `${pathOf(file)}:${name}`])
const { host, cleanup } = await startServer({
  host: '127.0.0.1',
  port: 0,
  nWorkers: 10,
  // It keeps its data below the folder it was started in.
  cwd: process.cwd(),
  graphs: Object.fromEntries([
    ...listed('./graphs.fixture.ts', graphs),
    ...listed('./asking-graphs.fixture.ts', asking),
  ]),
  ...(process.argv.includes('--auth')
    ? { auth: { path: `${pathOf('./auth.fixture.ts')}:auth`, disable_studio_auth: true } }
    : {}),
})
// Writes down what it has; a process that is merely killed may not have.
process.on('message', () => void cleanup().then(() => process.exit(0)))
process.send?.({ url: `http://${host}` })
