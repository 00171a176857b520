const STORED_AS = 'gateway-first-steps'

/** Whether somebody has done with the first steps in this browser. */
export function isFirstStepsHidden(): boolean {
  try {
    return localStorage.getItem(STORED_AS) === 'hidden'
  } catch {
    return false
  }
}

/** Keeps that somebody has done with them, where the browser keeps anything. */
export function hideFirstSteps(): void {
  try {
    localStorage.setItem(STORED_AS, 'hidden')
  } catch {
    // They are shown again at the next load.
  }
}
