/** LangGraph's own development server with the agents of `graphs.ts`. Its data goes into the folder it is started in. */
import { startServer } from '@langchain/langgraph-api/server'

const graphs = new URL('./graphs.ts', import.meta.url).pathname
const { host } = await startServer({
  host: '127.0.0.1',
  port: Number(process.env.PORT ?? 2024),
  nWorkers: 10,
  cwd: process.cwd(),
  graphs: { agent: `${graphs}:agent`, counter: `${graphs}:counter` },
})
console.log(`Listening on http://${host}`)
