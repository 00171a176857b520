import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface BreakableConnection extends AsyncDisposable {
  readonly port: number
  /** Breaks what is open and takes no more, until `mend`. */
  cut(): void
  mend(): void
}

/** Passes connections on to a port of this machine, and can be cut. */
export async function breakableConnection(to: number): Promise<BreakableConnection> {
  const open = new Set<Socket>()
  let whole = true
  const server = createServer((incoming) => {
    if (!whole) return void incoming.destroy()
    const outgoing = connect(to, '127.0.0.1')
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      open.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    whole = false
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    mend: () => {
      whole = true
    },
    async [Symbol.asyncDispose]() {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
