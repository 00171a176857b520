import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveAdminUi } from './admin-ui.ts'
import { readUiFiles } from './admin-ui-files.ts'

let folder: string
const app = new Hono()
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'admin-ui-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Gateway</title>')
  await writeFile(join(folder, 'hub.html'), '<!doctype html><title>Agents</title>')
  await writeFile(join(folder, 'theme.js'), '// theme')
  await writeFile(join(folder, 'assets', 'index-1a2b.js'), `// ${'script '.repeat(300)}`)
  serveAdminUi(app, readUiFiles([join(folder, 'nothing-here'), folder]))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the admin UI', () => {
  it.each(['/ui', '/ui/', '/ui/logs', '/ui/agents/a.b', '/ui/logs?status=error'])(
    'answers the page at %s',
    async (path) => {
      const answer = await get(path)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('<title>Gateway</title>')
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('cache-control')).toBe('no-cache')
    },
  )

  it.each(['/hub', '/hub/', '/hub/invoices', '/hub/theme.js'])('answers the page of the hub at %s', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('<title>Agents</title>')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('lets nothing inline and nothing of others into the page', async () => {
    const policy = (await get('/ui')).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
  })

  it('keeps files that have a hash for ever, and others not', async () => {
    const [hashed, plain] = [await get('/ui/assets/index-1a2b.js'), await get('/ui/theme.js')]
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(plain.headers.get('cache-control')).toBe('no-cache')
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  it('compresses for who takes it', async () => {
    const answer = await get('/ui/assets/index-1a2b.js', { 'accept-encoding': 'br, gzip' })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(200)
    expect((await get('/ui/assets/index-1a2b.js')).headers.get('content-encoding')).toBeNull()
  })

  it('answers no page for a script of another version', async () => {
    expect((await get('/ui/assets/index-9999.js')).status).toBe(404)
  })

  it.each(['/ui/../package.json', '/ui/%2e%2e/package.json', '/ui/assets/..%2f..%2fpackage.json'])(
    'gives out nothing beside its folder at %s',
    async (path) => {
      expect(await (await get(path)).text()).not.toContain('"name"')
    },
  )

  it('says so where it is not built', async () => {
    const bare = new Hono()
    serveAdminUi(bare, readUiFiles([join(folder, 'assets')]))
    const answer = await bare.request('/ui/agents')
    expect(answer.status).toBe(503)
    expect(await answer.text()).toMatch(/^The admin UI is not built\. .*\n$/)
  })
})
