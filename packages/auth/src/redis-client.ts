/** A client that connects when it is told to, goes on trying, and refuses at once what it is asked without a connection. */
export async function redisClient(url: string) {
  // Loaded where it is used: nobody else has a Redis.
  const { createClient } = await import('@redis/client')
  return createClient({ url, disableOfflineQueue: true, socket: { reconnectStrategy: 500, connectTimeout: 5_000 } })
}

export type RedisClient = Awaited<ReturnType<typeof redisClient>>
