import { type AdapterHost, type Agent, gatewayError } from '@gateway/core'
import { z } from 'zod'
import { ADAPTER_NAMES, type AdapterName, type BuiltInAdapters, loadAdapter } from './built-in-adapters.ts'

/**
 * An agent of any make, by the name of its adapter and that adapter's settings. Needs no gateway, no host and no store;
 * connects to nothing yet. `complete()` of `@gateway/tasks` gives it tasks that last.
 *
 * Rejects with INVALID_PARAMS that tells every setting that is wrong, or the names there are.
 */
export async function connectAgent<Name extends AdapterName>(
  name: Name,
  settings: BuiltInAdapters[Name],
  host?: AdapterHost,
): Promise<Agent> {
  if (!ADAPTER_NAMES.includes(name)) {
    throw gatewayError(
      'INVALID_PARAMS',
      `'${String(name)}' is no built-in adapter; there are: ${ADAPTER_NAMES.join(', ')}.`,
      { field: 'adapter' },
    )
  }
  const adapter = await loadAdapter(name)
  const checked = adapter.settings.safeParse(settings)
  if (checked.success) return adapter.connect(checked.data, host)
  const [first] = checked.error.issues
  throw gatewayError(
    'INVALID_PARAMS',
    `The settings of the adapter '${name}' are wrong:\n${z.prettifyError(checked.error)}`,
    {
      field: first === undefined ? 'settings' : ['settings', ...first.path].join('.'),
    },
  )
}
