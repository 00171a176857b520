/** The process of LangGraph's own development server: serves the graphs it is given on a free port and tells where. */
import { startServer } from '@langchain/langgraph-api/server'
import * as graphs from './graphs.fixture.ts'

const file = new URL('./graphs.fixture.ts', import.meta.url).pathname
const { host } = await startServer({
  host: '127.0.0.1',
  port: 0,
  nWorkers: 10,
  // It keeps its data below the folder it was started in.
  cwd: process.cwd(),
  graphs: Object.fromEntries(Object.keys(graphs).map((name) => [name, `${file}:${name}`])),
})
process.send?.({ url: `http://${host}` })
