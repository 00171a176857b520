import { Menu } from '../../components/menu.tsx'
import type { LogsSearch } from './logs-route.ts'

const FORMATS = [
  { format: 'jsonl', label: 'As JSONL, with content' },
  { format: 'csv', label: 'As CSV' },
] as const

/** Saves the calls that fit the filter, all of them, as a file. The browser writes them as they come. */
export function ExportMenu({ search: { call: _open, ...filter } }: { readonly search: LogsSearch }) {
  const save = (format: string) => {
    const query = new URLSearchParams({ ...filter, format, ...(format === 'jsonl' ? { content: 'true' } : {}) })
    const link = document.createElement('a')
    link.href = `/v1/logs/export?${query}`
    link.download = `calls.${format}`
    link.click()
  }
  return (
    <Menu label="Export" groups={[FORMATS.map(({ format, label }) => ({ label, onChoose: () => save(format) }))]}>
      Export <span aria-hidden="true">▾</span>
    </Menu>
  )
}
