import { describe, expect, it } from 'vitest'
import { agentHealth } from './agent-health.ts'
import { echo } from './app.fixture.ts'
import { servedAgent } from './gateway.fixture.ts'
import type { AgentDirectory } from './ports.ts'

type Directory = Pick<AgentDirectory, 'stopped' | 'standing'>

const agent = servedAgent('echo', echo)
const well: Directory = { stopped: () => undefined, standing: () => undefined }
const standing = (...states: ('open' | 'closed')[]): Directory => ({
  ...well,
  standing: () => ({
    upstreams: states.map((state, index) => ({
      name: `u${index}`,
      state,
      ...(state === 'open' ? { reason: 'gone' } : {}),
    })),
  }),
})

describe('agentHealth', () => {
  it('is healthy where nothing speaks against it', () => {
    expect(agentHealth(agent, well)).toEqual({ state: 'healthy' })
    expect(agentHealth(agent, standing('closed', 'closed'))).toEqual({ state: 'healthy' })
  })

  it('says how many upstreams are down, and why', () => {
    expect(agentHealth(agent, standing('closed', 'open', 'closed'))).toEqual({
      state: 'degraded',
      reason: '1 of 3 upstreams is down. u1: gone',
    })
    expect(agentHealth(agent, standing('open', 'open')).state).toBe('down')
  })

  it('tells what it knows of the card', () => {
    expect(agentHealth({ ...agent, cardState: { state: 'missing', error: 'Nobody answers.' } }, well)).toEqual({
      state: 'degraded',
      reason: 'Nobody answers.',
    })
    expect(agentHealth({ ...agent, cardState: { state: 'searching' } }, well).state).toBe('searching')
    expect(agentHealth({ ...agent, cardState: { state: 'found', error: 'gone' } }, well).state).toBe('degraded')
  })

  it('puts an order and what is broken before all else', () => {
    const stop = { reason: 'It is being moved.', since: '2026-01-01T00:00:00.000Z' }
    const broken = { ...agent, problem: 'Its adapter is not installed.' }
    expect(agentHealth(broken, { ...standing('open'), stopped: () => stop })).toEqual({
      state: 'stopped',
      reason: 'It is being moved.',
    })
    expect(agentHealth(broken, standing('closed'))).toEqual({ state: 'down', reason: 'Its adapter is not installed.' })
  })
})
