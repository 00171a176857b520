// Before the first paint, so that nothing flashes: the theme that was chosen in this browser, else the system's.
try {
  const theme = localStorage.getItem('gateway-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // A browser that keeps nothing shows the system's.
}
