import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { values } from './dialects.fixture.ts'
import { dialects } from './dialects.ts'

const LEGACY = dialects['0.3']
const CURRENT = dialects['1.0']

const check = (property: fc.IAsyncProperty<[unknown]>) => fc.assert(property, { numRuns: 200 })

describe('round trips, with members that nobody knows', () => {
  const { legacy, current } = values(true)
  it('0.3 → 1.0 → 0.3', async () => {
    await check(
      fc.asyncProperty(legacy.send, async (value) => {
        expect(LEGACY.encodeRequest('sendMessage', LEGACY.decodeRequest('sendMessage', value))).toEqual(value)
      }),
    )
    await check(
      fc.asyncProperty(legacy.event, async (value) => {
        expect(LEGACY.encodeResponse('streamMessage', LEGACY.decodeResponse('streamMessage', value))).toEqual(value)
      }),
    )
    await check(
      fc.asyncProperty(legacy.response, async (value) => {
        expect(LEGACY.encodeResponse('sendMessage', LEGACY.decodeResponse('sendMessage', value))).toEqual(value)
      }),
    )
    await check(
      fc.asyncProperty(legacy.task, async (value) => {
        expect(LEGACY.encodeResponse('getTask', LEGACY.decodeResponse('getTask', value))).toEqual(value)
      }),
    )
    await check(
      fc.asyncProperty(legacy.pushConfig, async (value) => {
        expect(
          LEGACY.encodeRequest(
            'createTaskPushNotificationConfig',
            LEGACY.decodeRequest('createTaskPushNotificationConfig', value),
          ),
        ).toEqual(value)
        const listed = LEGACY.decodeResponse('listTaskPushNotificationConfigs', [value])
        expect(LEGACY.encodeResponse('listTaskPushNotificationConfigs', listed)).toEqual([value])
      }),
    )
  })

  it('1.0 → 0.3 → 1.0, and 1.0 → 1.0', async () => {
    await check(
      fc.asyncProperty(current.send, async (value) => {
        const request = CURRENT.decodeRequest('sendMessage', value)
        expect(request).toEqual(value)
        expect(CURRENT.encodeRequest('sendMessage', request)).toEqual(value)
        expect(LEGACY.decodeRequest('sendMessage', LEGACY.encodeRequest('sendMessage', request))).toEqual(value)
      }),
    )
    await check(
      fc.asyncProperty(current.event, async (value) => {
        const event = CURRENT.decodeResponse('streamMessage', value)
        expect(event).toEqual(value)
        expect(CURRENT.encodeResponse('streamMessage', event)).toEqual(value)
        expect(LEGACY.decodeResponse('streamMessage', LEGACY.encodeResponse('streamMessage', event))).toEqual(value)
      }),
    )
  })
})
