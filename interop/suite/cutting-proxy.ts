import { connect, createServer, type Socket } from 'node:net'

/** A way to a server that breaks once, in the middle of an answer. */
export interface CuttingProxy {
  readonly url: string
  /** The first lines of the requests that went this way. */
  readonly requests: readonly string[]
  stop(): Promise<void>
}

/** Cuts the connection on which `words` come from the server for the first time, behind them. */
export async function cuttingProxy(target: string, words: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target)
  const requests: string[] = []
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    const both = [client, upstream]
    for (const socket of both) {
      sockets.add(socket)
      // The other end hears of it, however it comes about.
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket)
          for (const each of both) each.destroy()
        })
    }
    client.on('data', (data) => {
      requests.push(...(/^[A-Z]+ \S+ HTTP\/1\.1/.exec(data.toString('latin1')) ?? []))
      upstream.write(data)
    })
    upstream.on('data', (data) => {
      client.write(data)
      if (isCut || !data.includes(words)) return
      isCut = true
      client.end()
      upstream.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no TCP port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
