/**
 * `pnpm screenshots`: makes docs/images/admin-ui/*.png, each screen in light and in dark, from a gateway with a day behind
 * it. Names of screens as arguments make those alone: `pnpm screenshots agents logs`.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { findChromium, openAdminUi } from '../support/admin-ui.ts'
import { setup } from '../support/build-admin-ui.ts'
import { ADMIN_KEY } from '../support/test-gateway.ts'
import { exampleGateway } from './example-gateway.ts'
import { screens } from './screens.ts'
import { turnClock } from './turned-clock.ts'

const IMAGES = join(import.meta.dirname, '..', '..', 'docs', 'images', 'admin-ui')

const chromium = await findChromium()
if (chromium === undefined) {
  console.error(
    'There is no Chromium here. Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.',
  )
  process.exit(1)
}
const wanted = process.argv.slice(2)
await setup()
await using example = await exampleGateway(turnClock())
await using ui = await openAdminUi(chromium, example.gateway.url)
const { page } = ui
await mkdir(IMAGES, { recursive: true })
await ui.signIn(ADMIN_KEY)
const all = screens(example)
const unknown = wanted.filter((name) => !all.some((screen) => screen.name === name))
if (unknown.length > 0) {
  console.error(`No screen is called ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}.`)
  process.exitCode = 1
}
for (const { name, path, ready } of all) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto(`${example.gateway.url}${path}`)
    await ready(page)
    // What was asked for when the screen opened is there, and drawn.
    await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {})
    await page.screenshot({ path: join(IMAGES, `${name}-${colorScheme}.png`) })
  }
  console.log(`${name}: ${path}`)
}
for (const fault of ui.faults()) console.error(`fault: ${fault}`)
if (ui.faults().length > 0) process.exitCode = 1
