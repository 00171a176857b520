/** Any values of the protocol, for property tests. */
import fc from 'fast-check'

/** `name?` marks an optional member. */
function record(members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  const model = Object.fromEntries(Object.entries(members).map(([name, value]) => [name.replace('?', ''), value]))
  return fc.record(model, {
    requiredKeys: Object.keys(members).filter((name) => !name.endsWith('?')),
    noNullPrototype: true,
  })
}

const id = fc.string({ minLength: 1, maxLength: 8 })
const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const word = fc.constantFrom('a', 'b c', 'text/plain')
// Through text, so that there is no −0.
const json = fc.jsonValue({ maxDepth: 2 }).map((value): unknown => JSON.parse(JSON.stringify(value)))
const plain = fc.dictionary(fc.constantFrom('a', 'b', 'value', 'kind'), json, { maxKeys: 3, noNullPrototype: true })
// Without a member of its own, metadata does not survive the mark of a wrapped value.
const filled = plain.filter((value) => Object.keys(value).length > 0)
const base64 = fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('base64'))
const time = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString())
const list = (item: fc.Arbitrary<unknown>) => fc.array(item, { minLength: 1, maxLength: 3 })
const bool = fc.boolean()

/** Values of both versions, for tests; with `vendor`, every object also carries a member that nobody knows. */
export function values(vendor: boolean) {
  const object = (members: Record<string, fc.Arbitrary<unknown>>) =>
    record(vendor ? { ...members, 'x-vendor?': json.filter((value) => value !== null) } : members)
  const described = { 'metadata?': plain }
  const parts10 = list(
    fc.oneof(
      object({ text, ...described, ...(vendor ? { 'mediaType?': word } : {}) }),
      object({ raw: base64, 'filename?': word, 'mediaType?': word, ...described }),
      object({ url: word, 'filename?': word, 'mediaType?': word, ...described }),
      // The SDK's codec loses null.
      object({ data: vendor ? json : json.filter((value) => value !== null), 'metadata?': filled }),
    ),
  )
  const file = { 'name?': word, 'mimeType?': word }
  const parts03 = list(
    fc.oneof(
      object({ kind: fc.constant('text'), text, ...described }),
      object({
        kind: fc.constant('file'),
        file: fc.oneof(object({ bytes: base64, ...file }), object({ uri: word, ...file })),
        ...described,
      }),
      object({ kind: fc.constant('data'), data: plain, ...described }),
    ),
  )
  const version = (legacy: boolean) => {
    const kind = (name: string) => (legacy ? { kind: fc.constant(name) } : {})
    const message = (role: fc.Arbitrary<unknown>) =>
      object({
        ...kind('message'),
        messageId: id,
        role,
        parts: legacy ? parts03 : parts10,
        'contextId?': id,
        'taskId?': id,
        'extensions?': list(word),
        'referenceTaskIds?': list(id),
        ...described,
      })
    const answer = message(legacy ? fc.constantFrom('user', 'agent') : fc.constantFrom('ROLE_USER', 'ROLE_AGENT'))
    const status = (states: readonly string[]) =>
      object({ state: fc.constantFrom(...states), 'message?': answer, 'timestamp?': time })
    const artifact = object({
      artifactId: id,
      parts: legacy ? parts03 : parts10,
      'name?': word,
      'description?': word,
      'extensions?': list(word),
      ...described,
    })
    const [going, ended] = legacy
      ? [
          ['submitted', 'working', 'unknown'],
          ['completed', 'failed', 'canceled', 'rejected'],
        ]
      : [
          ['TASK_STATE_SUBMITTED', 'TASK_STATE_WORKING'],
          ['TASK_STATE_COMPLETED', 'TASK_STATE_REJECTED'],
        ]
    const task = object({
      ...kind('task'),
      id,
      contextId: id,
      status: status([...going, ...ended]),
      'history?': list(answer),
      'artifacts?': list(artifact),
      ...described,
    })
    const update = { taskId: id, contextId: id, ...described }
    const statusUpdate = legacy
      ? fc.oneof(
          object({ ...kind('status-update'), ...update, status: status(going), final: fc.constant(false) }),
          object({ ...kind('status-update'), ...update, status: status(ended), final: fc.constant(true) }),
        )
      : object({ ...update, status: status([...going, ...ended]) })
    const artifactUpdate = object({ ...kind('artifact-update'), ...update, artifact, append: bool, lastChunk: bool })
    const authentication = legacy
      ? object({ schemes: vendor ? fc.array(word, { maxLength: 3 }) : fc.tuple(word), 'credentials?': word })
      : object({ scheme: word, 'credentials?': word })
    const push = { url: fc.webUrl(), 'id?': id, 'token?': word, 'authentication?': authentication }
    const pushConfig = legacy
      ? record({ taskId: id, pushNotificationConfig: object(push) })
      : object({ ...push, taskId: id })
    const send = object({
      message: message(fc.constant(legacy ? 'user' : 'ROLE_USER')),
      'configuration?': object({
        acceptedOutputModes: list(word),
        'historyLength?': fc.nat(),
        ...(legacy
          ? { blocking: bool, 'pushNotificationConfig?': object(push) }
          : { returnImmediately: bool, 'taskPushNotificationConfig?': object(push) }),
      }),
      ...described,
    })
    const wrap = (name: string, value: fc.Arbitrary<unknown>) => (legacy ? value : record({ [name]: value }))
    const response = fc.oneof(wrap('task', task), wrap('message', answer))
    const event = fc.oneof(response, wrap('statusUpdate', statusUpdate), wrap('artifactUpdate', artifactUpdate))
    return { send, task, response, event, pushConfig }
  }
  return { legacy: version(true), current: version(false) }
}
