import { expect, it } from 'vitest'
import { FoundryService } from './foundry-service.fixture.ts'
import { says } from './scripted-answer.fixture.ts'
import { agentAt } from './turn.fixture.ts'

it('describes the agent as its project does', async () => {
  await using service = await FoundryService.start(() => says('never'))
  expect(await agentAt(service).getAgentCard()).toMatchObject({
    name: 'planner',
    description: 'Plans.',
    version: '3',
    skills: [{ id: 'planner', name: 'planner' }],
  })
  expect(await agentAt(service, { version: '2' }).getAgentCard()).toMatchObject({ version: '2' })
})

it("prefers what was written for the agent's own A2A endpoint", async () => {
  await using service = await FoundryService.start(() => says('never'))
  const skill = { id: 'routes', name: 'Routes', description: 'Finds routes.', tags: ['travel'], examples: ['To Bern'] }
  service.agentFacts = { agent_card: { description: 'Plans journeys.', version: '1.4', skills: [skill] } }
  expect(await agentAt(service).getAgentCard()).toMatchObject({
    description: 'Plans journeys.',
    version: '1.4',
    skills: [skill],
  })
})

it('says that the project does not know the agent', async () => {
  await using service = await FoundryService.start(() => says('never'))
  await expect(agentAt(service, { agent: 'nobody' }).getAgentCard()).rejects.toMatchObject({
    code: 'AGENT_CARD_NOT_FOUND',
    message: expect.stringMatching(/^(?!.*LEAK).*settings\.agent/),
  })
})
