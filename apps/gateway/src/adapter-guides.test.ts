/** The pages of docs/adapters: what they say is all there is, and what they show is taken. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isJsonObject, type JsonObject, type JsonValue } from '@gateway/core'
import { agentDefinitionIssues, cardOverridesOf, describeAdapters } from '@gateway/registry'
import { agentDefinitionOf } from '@gateway/server'
import { afterAll, describe, expect, test } from 'vitest'
import { adapters } from './adapters.ts'
import { readConfigFile } from './config-file.ts'

const PAGES = join(import.meta.dirname, '../../../docs/adapters')
const folder = mkdtempSync(join(tmpdir(), 'guides-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Every name of a member, however deep. */
function membersOf(schema: JsonValue | undefined): string[] {
  if (Array.isArray(schema)) return schema.flatMap(membersOf)
  if (!isJsonObject(schema)) return []
  const own = isJsonObject(schema.properties) ? Object.keys(schema.properties) : []
  return [...own, ...Object.values(schema).flatMap(membersOf)]
}

/** A value for what a reader is to fill in. */
const filledIn = (text: string) => text.replaceAll('"…"', '"x"').replaceAll(': …', ': x')

const described = describeAdapters(adapters).filter(({ name }) => name !== 'hello')

describe.each(described.map(({ name, settings }) => [name, settings] as const))('%s', (name, settings: JsonObject) => {
  const page = readFileSync(join(PAGES, `${name}.md`), 'utf8')
  const blocks = (language: string) =>
    [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, each, text = '']) =>
      each === language ? [text] : [],
    )

  test('every setting is on its page', () => {
    const names = [...new Set(membersOf(settings))]
    expect(names.length).toBeGreaterThan(3)
    const code = [...page.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].join('\n')
    expect(names.filter((member) => !new RegExp(`\\b${member}\\b`).test(code))).toEqual([])
  })

  test('the requests that it shows are taken', () => {
    const bodies = blocks('sh').flatMap((text) =>
      [...text.matchAll(/v1\/agents .*-d '(\{[\s\S]*?\})'$/gm)].map(([, body]) => body ?? ''),
    )
    expect(bodies.length).toBeGreaterThan(0)
    for (const body of bodies) {
      const definition = agentDefinitionOf(JSON.parse(filledIn(body)), { cardOverrides: cardOverridesOf })
      expect(agentDefinitionIssues(definition, adapters), body).toEqual([])
    }
  })

  test('the files that it shows are read, in both spellings', async () => {
    const files = blocks('yaml').filter((text) => text.startsWith('agents:'))
    expect(files.some((text) => text.includes('litellm_params'))).toBe(true)
    for (const text of files) {
      const variables = Object.fromEntries(
        [...text.matchAll(/\$\{(\w+)\}|os\.environ\/(\w+)/g)].map(([, one, two]) => [one ?? two ?? '', 'x']),
      )
      const path = join(folder, 'gateway.yaml')
      writeFileSync(path, filledIn(text))
      expect((await readConfigFile(path, variables, adapters)).agents).toHaveLength(1)
    }
  })
})
