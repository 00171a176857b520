import { testAdapter } from '@gateway/testing'
import { createA2AAdapter } from './a2a-adapter.ts'
import { KEY, vendor } from './vendor.fixture.ts'

testAdapter('A2A', {
  vendor,
  connect: (url, limits) => {
    const adapter = createA2AAdapter()
    const settings = { url: `${url}/`, protocolVersion: '1.0', headers: { 'x-api-key': KEY }, limits }
    return adapter.connect(adapter.settings.parse(settings))
  },
  leftOut: {
    'early-close': 'The task of an A2A agent may last longer than its stream, and can be asked for.',
    'vendor-failure': 'What an A2A agent says of its failure is said to its caller.',
    'sessions-apart': 'An adapter of A2A passes contextIds on; complete() of @gateway/tasks keeps owners apart.',
  },
})
