import { loadAdapters } from '@gateway/adapters'
import type { Adapter } from '@gateway/core'
import { helloAdapter } from './hello-agent.ts'

/** The kinds of agents this gateway can reach by itself. */
export const adapters: readonly Adapter[] = [...(await loadAdapters()), helloAdapter]
