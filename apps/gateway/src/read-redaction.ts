import { isGatewayError } from '@gateway/core'
import { type RedactionOptions, type RedactionRules, redactionRules } from '@gateway/logging'
import type { z } from 'zod'
import { importBeside } from './import-beside.ts'
import type { recordsSettings } from './records-settings.ts'

type Custom = NonNullable<RedactionOptions['custom']>
type Issue = { readonly path: readonly PropertyKey[]; readonly message: string }

export interface ReadRedaction {
  /** What `records.redact` adds to the rules that always hold. */
  readonly redaction?: RedactionRules & Pick<RedactionOptions, 'custom'>
  /** What is wrong, with its place in the configuration file. */
  readonly issues: readonly Issue[]
}

/** Makes ready what `records.redact` says; `module` is imported as a module beside `configFile` would. */
export async function readRedaction(
  settings: z.infer<typeof recordsSettings>['redact'],
  configFile: string,
): Promise<ReadRedaction> {
  if (settings === undefined) return { issues: [] }
  const { module, ...added } = settings
  const place = ['records', 'redact']
  try {
    const rules = await redactionRules(added)
    if (module === undefined) return { redaction: rules, issues: [] }
    const custom = await importBeside(module, configFile, asRedaction)
    return typeof custom === 'string'
      ? { issues: [{ path: [...place, 'module'], message: `'${module}' ${custom}` }] }
      : { redaction: { ...rules, custom }, issues: [] }
  } catch (error) {
    if (!isGatewayError(error)) throw error
    const [, list = '', index] = /^(\w+)\[(\d+)\]$/.exec(error.field ?? '') ?? []
    const message = error.message.slice(`${error.field}: `.length)
    return { issues: [{ path: [...place, list, Number(index)], message }] }
  }
}

function asRedaction(module: Readonly<Record<string, unknown>>): Custom | string {
  const found = module.default
  return isFunction(found) ? found : 'must export by default a function that takes a record and returns one'
}

/** What it returns is looked at whenever it is called. */
const isFunction = (value: unknown): value is Custom => typeof value === 'function'
