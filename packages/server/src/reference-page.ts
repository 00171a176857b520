import { isJsonObject, type JsonObject, type JsonValue } from '@gateway/core'

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h2{margin-top:2.5rem}details{border:1px solid #ddd;border-radius:6px;margin:.4rem 0;padding:.4rem .8rem}
summary{cursor:pointer}code,pre{font:13px/1.45 ui-monospace,monospace}pre{background:#f6f6f6;padding:.6rem;overflow:auto}
.method{display:inline-block;min-width:4.2rem;font-weight:600}table{border-collapse:collapse}td,th{text-align:left;padding:.15rem .8rem .15rem 0;vertical-align:top}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#161616}details{border-color:#444}pre{background:#222}a{color:#8ab4ff}}`

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const text = (value: JsonValue | undefined) => escaped(typeof value === 'string' ? value : '')
const objects = (value: JsonValue | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []
const entries = (value: JsonValue | undefined): readonly (readonly [string, JsonObject])[] =>
  Object.entries(isJsonObject(value) ? value : {}).filter((entry): entry is [string, JsonObject] =>
    isJsonObject(entry[1]),
  )

/** An OpenAPI document as a page to read. It needs no script and no network. */
export function referencePage(document: JsonObject): string {
  const info = isJsonObject(document.info) ? document.info : {}
  const components = isJsonObject(document.components) ? document.components : {}
  const operations = entries(document.paths).flatMap(([path, methods]) =>
    entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
  const sections = objects(document.tags).map(({ name, description }) => {
    const ofTag = operations.filter(({ operation: { tags } }) => Array.isArray(tags) && tags.includes(name ?? null))
    return `<h2>${text(name)}</h2><p>${text(description)}</p>${ofTag.map(operationHtml).join('')}`
  })
  const schemas = entries(components.schemas).map(
    ([name, schema]) =>
      `<details id="schema-${escaped(name)}"><summary><code>${escaped(name)}</code></summary>${schemaHtml(schema)}</details>`,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(info.title)}</title><style>${STYLE}</style></head><body><h1>${text(info.title)}</h1><p>${text(info.description)}</p><p>For programs: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1). Send a key as <code>Authorization: Bearer sk-…</code>.</p>${sections.join('')}<h2>Schemas</h2>${schemas.join('')}</body></html>`
}

interface Operation {
  readonly method: string
  readonly path: string
  readonly operation: JsonObject
}

function operationHtml({ method, path, operation }: Operation): string {
  const parameters = objects(operation.parameters).map(
    ({ name, in: place, required, description, schema }) =>
      `<tr><td><code>${text(name)}</code></td><td>${text(place)}${required === true ? ', required' : ''}</td><td>${text(description)}${schemaHtml(schema ?? {})}</td></tr>`,
  )
  const body = contentOf(operation.requestBody)
  const answers = entries(operation.responses).map(([status, answer]) => {
    const schema = contentOf(answer)
    const reference = typeof answer.$ref === 'string' ? (answer.$ref.split('/').at(-1) ?? '') : undefined
    return `<h4>${escaped(status)} ${escaped(reference ?? '')}${text(answer.description)}</h4>${schema === undefined ? '' : schemaHtml(schema)}`
  })
  return [
    `<details id="${text(operation.operationId)}"><summary><span class="method">${escaped(method.toUpperCase())}</span> <code>${escaped(path)}</code> ${text(operation.summary)}</summary>`,
    `<p>${text(operation.description)}</p>`,
    parameters.length === 0 ? '' : `<h4>Parameters</h4><table>${parameters.join('')}</table>`,
    body === undefined ? '' : `<h4>Body</h4>${schemaHtml(body)}`,
    ...answers,
    '</details>',
  ].join('')
}

function contentOf(value: JsonValue | undefined): JsonValue | undefined {
  const [content] = entries(isJsonObject(value) ? value.content : undefined)
  return content?.[1].schema
}

/** A schema as it is written, with links to the ones it refers to. */
function schemaHtml(schema: JsonValue): string {
  const written = escaped(JSON.stringify(schema, null, 2))
  const linked = written.replaceAll(
    /&quot;#\/components\/schemas\/(\w+)&quot;/g,
    '&quot;<a href="#schema-$1">$1</a>&quot;',
  )
  return `<pre>${linked}</pre>`
}
