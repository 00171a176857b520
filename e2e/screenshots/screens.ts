import type { Page } from 'playwright-core'
import type { ExampleGateway } from './example-gateway.ts'

/** A screen to be shown. */
export interface ShownScreen {
  /** Of its image. */
  readonly name: string
  readonly path: string
  /** Waits until it shows what it is for; may open something on it. */
  readonly ready: (page: Page) => Promise<void>
}

const table = async (page: Page) => page.getByRole('row').nth(1).waitFor()

/** The screens of the admin UI and of the hub. */
export const screens = ({ delegated, conversation, key, teams }: ExampleGateway): readonly ShownScreen[] => [
  { name: 'home', path: '/ui', ready: (page) => page.getByRole('list', { name: 'Last calls' }).waitFor() },
  { name: 'agents', path: '/ui/agents', ready: table },
  {
    name: 'agent',
    path: '/ui/agents/invoices',
    ready: (page) => page.getByRole('heading', { name: 'invoices', exact: true }).waitFor(),
  },
  {
    name: 'playground',
    path: '/ui/playground?agent=invoices',
    async ready(page) {
      await page.getByLabel('Message', { exact: true }).fill('Which invoices are due this week?')
      await page.keyboard.press('Enter')
      await page.getByRole('status').getByText('Completed').waitFor()
    },
  },
  { name: 'logs', path: '/ui/logs', ready: table },
  { name: 'call', path: `/ui/logs?call=${delegated}`, ready: (page) => page.getByRole('dialog').waitFor() },
  { name: 'usage', path: '/ui/usage', ready: table },
  { name: 'keys', path: '/ui/keys', ready: table },
  { name: 'key', path: `/ui/keys?key=${key}`, ready: (page) => page.getByText('May it call…?').waitFor() },
  { name: 'teams', path: '/ui/teams', ready: table },
  {
    name: 'team',
    path: `/ui/teams?team=${teams[0]?.team_id}`,
    ready: (page) => page.getByRole('list', { name: 'Members' }).getByRole('listitem').first().waitFor(),
  },
  { name: 'users', path: '/ui/users', ready: table },
  { name: 'access-groups', path: '/ui/access-groups', ready: table },
  { name: 'audit', path: '/ui/audit', ready: table },
  {
    name: 'conversation',
    path: `/ui/logs/sessions/${conversation}`,
    ready: (page) => page.getByRole('list', { name: 'Calls' }).waitFor(),
  },
  { name: 'settings', path: '/ui/settings', ready: (page) => page.getByText('Runs since').waitFor() },
  { name: 'hub', path: '/hub', ready: (page) => page.getByRole('link', { name: 'Invoices' }).waitFor() },
  {
    name: 'hub-agent',
    path: '/hub/invoices',
    ready: (page) => page.getByRole('heading', { name: 'How to call it' }).waitFor(),
  },
]
