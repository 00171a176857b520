/** Notices that come close together are followed by one reading. */
const SOON_MILLISECONDS = 250

export interface RereadingOptions {
  /** Reads what changed of these agents. */
  readonly read: (ids: ReadonlySet<string>) => Promise<void>
  /** Hears why it could not be read; it is read again shortly. */
  readonly onError: (error: unknown) => void
}

/** Follows notices of the store by reading again, one reading at a time. */
export interface Rereading {
  add(id: string): void
  close(): Promise<void>
}

export function createRereading({ read, onError }: RereadingOptions): Rereading {
  const changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let reading: Promise<void> | undefined
  let closed = false

  const readAll = async (): Promise<void> => {
    const ids = new Set(changed)
    changed.clear()
    try {
      await read(ids)
    } catch (error) {
      for (const id of ids) changed.add(id)
      onError(error)
    }
  }

  const schedule = (): void => {
    if (closed || timer !== undefined || reading !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      reading = readAll().finally(() => {
        reading = undefined
        if (changed.size > 0) schedule()
      })
    }, SOON_MILLISECONDS)
    timer.unref()
  }

  return {
    add(id) {
      changed.add(id)
      schedule()
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await reading
    },
  }
}
