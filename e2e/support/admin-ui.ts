import { access } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

/** Where Debian and others put it; `CHROMIUM` names another. */
const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The path of a Chromium, where there is one. */
export async function findChromium(): Promise<string | undefined> {
  for (const place of PLACES) {
    if (place === undefined || place === '') continue
    const found = await access(place).then(
      () => true,
      () => false,
    )
    if (found) return place
  }
  return undefined
}

/** The admin UI in a browser of its own, and what one does there again and again. */
export interface AdminUi extends AsyncDisposable {
  readonly page: Page
  /** Opens a screen: `/agents`, `/logs?status=failed`. */
  open(path: string): Promise<void>
  /** Opens a screen and signs in there with a key. */
  signIn(key: string, path?: string): Promise<void>
  /** Fails where axe finds a violation, in light and in dark. */
  accessible(): Promise<void>
  /** Fails where a screen is wider than 360 pixels; the window is 1280 pixels wide again afterwards. */
  narrow(): Promise<void>
  /** What went wrong in the page so far: exceptions, and errors of its console. `ignored`: answers that the test wants. */
  faults(ignored?: RegExp): readonly string[]
}

const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 360, height: 740 }

/** Opens a browser on the admin UI of a gateway; `executablePath` from `findChromium`. */
export async function openAdminUi(executablePath: string, gatewayUrl: string): Promise<AdminUi> {
  // A sandbox of its own needs rights that tests in a container do not have.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (line) => {
    // The question whether somebody is signed in is answered 401 before.
    if (line.type() === 'error' && !line.text().includes('401')) faults.push(`${line.text()} ${line.location().url}`)
  })
  const open = async (path: string) => {
    await page.goto(`${gatewayUrl}/ui${path}`)
  }
  return {
    page,
    open,
    async signIn(key, path = '/') {
      await open(path)
      await page.getByLabel('Key', { exact: true }).fill(key)
      await page.keyboard.press('Enter')
      await page.getByRole('navigation', { name: 'Screens' }).waitFor()
    },
    async accessible() {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const { violations } = await new AxeBuilder({ page }).analyze()
        const found = violations.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes.map(({ html }) => html)}`)
        expect(found).toEqual([])
      }
    },
    async narrow() {
      await page.setViewportSize(NARROW)
      await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width)
      await page.setViewportSize(WIDE)
    },
    faults: (ignored) => (ignored === undefined ? faults : faults.filter((fault) => !ignored.test(fault))),
    [Symbol.asyncDispose]: () => browser.close(),
  }
}
