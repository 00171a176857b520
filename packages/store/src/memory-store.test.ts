import { testStore } from '@gateway/testing'
import { memoryStore } from './memory-store.ts'

testStore('memoryStore', async () => memoryStore())
