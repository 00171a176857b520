import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { gatewayError } from '@gateway/core'
import { isForbiddenAddress } from './forbidden-address.ts'

/**
 * Resolves a name as `dns.lookup` does and refuses it when any of its addresses is link-local or serves cloud
 * metadata. It runs in the connection itself, so what is checked is what is connected to.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, [])
    if (addresses.some(({ address }) => isForbiddenAddress(address))) {
      return callback(
        gatewayError(
          'AGENT_UNREACHABLE',
          "The agent's host name resolves to a link-local or cloud metadata address, which is never called. Correct its URL or its DNS entry.",
        ),
        [],
      )
    }
    if (options.all === true) return callback(null, addresses)
    const [first] = addresses
    if (first === undefined) return callback(new Error('The name has no address.'), [])
    callback(null, first.address, first.family)
  })
}
