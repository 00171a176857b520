/** What is chosen in this browser; `system` follows the system, also while it changes. */
export type Theme = 'system' | 'light' | 'dark'

/** Read by public/theme.js too, before the first paint. */
const STORED_AS = 'gateway-theme'

export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(STORED_AS)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

/** Shows a theme, and keeps it for the next time where the browser keeps anything. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    if (theme === 'system') localStorage.removeItem(STORED_AS)
    else localStorage.setItem(STORED_AS, theme)
  } catch {
    // It holds for this page then.
  }
}
