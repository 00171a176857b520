import type { Store } from '@gateway/core'
import { afterAll, beforeAll } from 'vitest'

/** Opens an empty store. */
export type OpenStore = () => Promise<Store>

/** One store for the tests of a group; each test works with names of its own. */
export function useStore(open: OpenStore): () => Store {
  let store: Store | undefined
  beforeAll(async () => {
    store = await open()
  })
  afterAll(async () => {
    await store?.[Symbol.asyncDispose]()
  })
  return () => {
    if (store === undefined) throw new Error('The store is open only while tests run.')
    return store
  }
}
