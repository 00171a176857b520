import type { TestGateway } from '../test-gateway.ts'
import type { Wire } from '../wire.ts'

/** An operation as the gateway describes it. */
export interface Described {
  readonly method: string
  /** Parameters in braces. */
  readonly path: string
  readonly parameters: readonly {
    readonly name: string
    readonly in: 'path' | 'query' | 'header'
    readonly required: boolean
    readonly schema: Wire
  }[]
  /** JSON Schema of its body. */
  readonly body: Wire
}

/** Every operation that a gateway serves, by `operationId`. */
export async function operationsOf(gateway: TestGateway): Promise<ReadonlyMap<string, Described>> {
  const { paths, components } = await gateway.json('/openapi.json', { key: '' })
  const found = new Map<string, Described>()
  for (const [path, methods] of Object.entries<Wire>(paths)) {
    for (const [method, operation] of Object.entries<Wire>(methods)) {
      const schema = operation.requestBody?.content['application/json'].schema
      const body = schema?.$ref === undefined ? schema : components.schemas[schema.$ref.split('/').at(-1)]
      found.set(operation.operationId, {
        method: method.toUpperCase(),
        path,
        parameters: operation.parameters ?? [],
        body,
      })
    }
  }
  return found
}
