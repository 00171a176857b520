import { isJsonObject, type JsonObject, type JsonValue } from '@gateway/core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { z } from 'zod'
import type { RouteDescription } from './admin-route.ts'
import { openApiDocument } from './openapi-document.ts'

export interface Answered {
  readonly method: string
  /** As it was asked for, with its query. */
  readonly path: string
  readonly status: number
  readonly body: unknown
}

/** Throws where an answer is not what the API's description says of its route and status, member by member. */
export const descriptionCheck = (routes: readonly RouteDescription[]) => documentCheck(openApiDocument(routes))

/** The same of a description that was served. */
export function documentCheck(document: JsonObject): (answered: Answered) => void {
  const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: true, validateSchema: false })
  formats.default(ajv)
  ajv.addSchema({ $id: 'document', ...document, ...closed(document) })
  const routes = Object.entries(objectOf(document.paths)).map(([path, methods]) => ({
    path,
    pattern: patternOf(path),
    methods: objectOf(methods),
  }))
  return ({ method, path, status, body }) => {
    const asked = path.split('?')[0] ?? ''
    const operation = method.toLowerCase()
    const route = routes.find(({ pattern, methods }) => operation in methods && pattern.test(asked))
    // What is no route answers as every failure does.
    const place =
      route === undefined
        ? ['components', 'responses', 'Failed']
        : placeOfAnswer(document, ['paths', route.path, operation, 'responses'], status)
    const pointer = [...place, 'content', 'application/json', 'schema'].map(escaped).join('/')
    const validate = ajv.getSchema(`document#/${pointer}`)
    if (validate === undefined) throw new Error(`${method} ${path}: its answer ${status} is not described`)
    if (validate(body)) return
    throw new Error(
      `${method} ${path}: its answer ${status} is not as described: ${ajv.errorsText(validate.errors)}: ${JSON.stringify(body)}`,
    )
  }
}

/**
 * Callers are told that answers may gain members; what a gateway answers now has none that are not described. Schemas that
 * are open on purpose say so (`additionalProperties: {}`).
 */
function closed(value: JsonObject): JsonObject {
  const inner = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, closedWithin(each)]))
  const isOpen = value.type === 'object' && isJsonObject(value.properties) && value.additionalProperties === undefined
  return isOpen ? { ...inner, additionalProperties: false } : inner
}

function closedWithin(value: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) return value.map(closedWithin)
  return isJsonObject(value) ? closed(value) : (value ?? null)
}

const patternOf = (path: string) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`)
const escaped = (step: string) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))
const objectOf = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {})

function placeOfAnswer(document: JsonValue, responses: readonly string[], status: number): readonly string[] {
  const found = at(document, responses)
  if (!isJsonObject(found)) throw new Error(`${responses.join(' ')}: is not described`)
  const key = found[status] === undefined ? 'default' : String(status)
  if (key === 'default' && status < 400) throw new Error(`${responses.join(' ')}: ${status} is not described`)
  const answer = found[key]
  const reference = isJsonObject(answer) ? z.string().optional().parse(answer.$ref) : undefined
  return reference?.slice(2).split('/') ?? [...responses, key]
}

const at = (value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined =>
  path.reduce((inner: JsonValue | undefined, step) => (isJsonObject(inner) ? inner[step] : undefined), value)
