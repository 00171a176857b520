import { agentFromRunner } from '@gateway/adapter-kit'
import type { Adapter, AgentCard } from '@gateway/core'
import { z } from 'zod'
import { helloRunner } from './hello-runner.ts'

const CARD: AgentCard = {
  name: 'hello',
  description: 'Answers with a greeting. Built into the gateway, to try it out with no network.',
  version: '1.0.0',
  supportedInterfaces: [],
  capabilities: { streaming: true, pushNotifications: false },
  defaultInputModes: ['text/plain'],
  defaultOutputModes: ['text/plain'],
  skills: [
    {
      id: 'greet',
      name: 'Greet',
      description: 'Greets whoever writes, and repeats what was said.',
      tags: ['demo'],
      examples: ['Hello!'],
    },
    {
      id: 'ask',
      name: 'Ask',
      description: 'To "ask" it asks for a name, and greets by it when the task goes on.',
      tags: ['demo', 'input-required'],
      examples: ['ask'],
    },
    {
      id: 'count',
      name: 'Count',
      description: 'To "count to 20" it counts, five numbers a second, also while nobody listens.',
      tags: ['demo', 'streaming'],
      examples: ['count to 20'],
    },
  ],
}

/** The agent of the first start: it greets, asks and counts, all in this process. */
export const helloAdapter: Adapter = {
  name: 'hello',
  title: 'Demo',
  description: 'Built in, to try the gateway out: it greets, with no network.',
  settings: z.strictObject({}),
  connect: () => agentFromRunner({ ...helloRunner, getAgentCard: async () => CARD }),
}
