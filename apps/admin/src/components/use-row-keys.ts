import { type RefObject, useEffect } from 'react'
import { isTyping } from './is-typing.ts'

/** The attribute of what is the way into a row; a row has one. */
export const ROW_LINK = { 'data-row-link': '' } as const

const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1 }

/** `j` goes to the next row of a table or list, `k` to the one before; Enter opens it, as it is a link or a button. */
export function useRowKeys(table: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      const step = STEPS[event.key]
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
      const links = [...(table.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
      const at = links.findIndex((link) => link.matches(':focus'))
      const next = links[at === -1 ? 0 : at + step]
      next?.focus()
      next?.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', go)
    return () => document.removeEventListener('keydown', go)
  }, [table])
}
