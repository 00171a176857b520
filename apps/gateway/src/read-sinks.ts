import type { SinkDefinition } from '@gateway/core'
import { asSink } from './as-sink.ts'
import { importBeside } from './import-beside.ts'
import type { SinkEntry } from './sinks-settings.ts'

/** The sink that is always there: the gateway's own database. */
export const DATABASE_SINK = 'database'

/** A sink of the configuration file, ready to be opened. */
export interface ReadSink extends Pick<SinkEntry, 'spillBytes' | 'whenFull'> {
  readonly name: string
  readonly definition: SinkDefinition
  /** Checked, with its defaults. */
  readonly settings: unknown
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string }

/** Reads what stands under `sinks:`; kinds that are not built in are imported as a module beside `configFile` would. */
export async function readSinks(
  entries: readonly SinkEntry[],
  configFile: string,
  builtIn: readonly SinkDefinition[],
): Promise<{ readonly sinks: readonly ReadSink[]; readonly issues: readonly Issue[] }> {
  const definitions = await Promise.all(
    entries.map(
      async ({ sink }) => builtIn.find(({ name }) => name === sink) ?? (await importBeside(sink, configFile, asSink)),
    ),
  )
  const names = new Set([DATABASE_SINK])
  const sinks: ReadSink[] = []
  const issues = entries.flatMap((entry, index): Issue[] => {
    const place = ['sinks', index]
    const definition = definitions[index]
    if (definition === undefined || typeof definition === 'string') {
      const known = builtIn.map(({ name }) => name).join(', ')
      return [
        {
          path: [...place, 'sink'],
          message: `'${entry.sink}' is none of ${known}, and as a package it ${definition ?? 'is nothing'}`,
        },
      ]
    }
    const { name = definition.name, spillBytes, whenFull } = entry
    if (names.has(name)) {
      return [
        {
          path: [...place, 'name'],
          message: `'${name}' is the name of another sink already; give this one a name of its own`,
        },
      ]
    }
    names.add(name)
    const result = definition.settings.safeParse(entry.settings)
    if (!result.success) {
      return result.error.issues.map(({ path, message }) => ({ path: [...place, 'settings', ...path], message }))
    }
    sinks.push({ name, definition, settings: result.data, spillBytes, whenFull })
    return []
  })
  return { sinks, issues }
}
