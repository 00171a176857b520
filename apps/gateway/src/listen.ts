import { once } from 'node:events'
import type { Server } from 'node:http'
import type { Environment } from './environment.ts'
import { StartupError } from './startup-error.ts'

/** Opens the port. Answers where the gateway listens; rejects with the remedy where it cannot. */
export async function listen(server: Server, { HOST, PORT }: Environment): Promise<string> {
  server.listen(PORT, HOST)
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') {
      throw new StartupError(
        `Port ${PORT} on ${HOST} is in use. Stop what listens there, or set PORT to another (PORT=4001).`,
      )
    }
    if (code === 'EACCES')
      throw new StartupError(`Port ${PORT} may not be opened by this user. Set PORT to one above 1023.`)
    throw new StartupError(
      `The gateway cannot listen on ${HOST}:${PORT} (${String(code)}). Set HOST to an address of this machine.`,
    )
  }
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : PORT
  return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`
}
