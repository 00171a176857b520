import { useEffect } from 'react'

/** What the browser's tab and history say. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Gateway`
  }, [title])
}
