import { createServer, type Server } from 'node:http'
import { type AppOptions, callListener, createApp } from '@gateway/server'
import { getRequestListener } from '@hono/node-server'
import { serveAdminUi } from './admin-ui.ts'
import { readUiFiles, UI_FOLDERS } from './admin-ui-files.ts'

/** Idle connections outlive those of the usual balancers (60 s), which would else send into one that is just closing. */
const KEEP_ALIVE_MS = 75_000
/** How long a request may take to arrive whole. */
const REQUEST_MS = 120_000

/** Everything that is served: calls, the API and the admin UI. It does not listen yet. */
export function httpServer(options: AppOptions): Server {
  const app = createApp(options)
  serveAdminUi(app, readUiFiles(UI_FOLDERS))
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_MS }, callListener(listener, options))
}
