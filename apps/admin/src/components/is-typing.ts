const FIELDS = new Set(['INPUT', 'TEXTAREA', 'SELECT'])

/** Whether a key goes into a field, or into a dialog that is open, and is no shortcut of the screen. */
export function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  return FIELDS.has(target.tagName) || target.isContentEditable || target.closest('[role="dialog"]') !== null
}
