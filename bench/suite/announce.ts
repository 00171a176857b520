import type { AddressInfo } from 'node:net'

interface Listening {
  listen(port: number, host: string, listening: () => void): unknown
  address(): AddressInfo | string | null
}

/** Listens on a free port of the loopback address and tells the parent process where; ends with the parent. */
export function announce(server: Listening): void {
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port.')
    process.send?.({ url: `http://127.0.0.1:${address.port}` })
  })
  process.once('disconnect', () => process.exit())
}
