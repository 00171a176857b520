import { useEffect, useRef } from 'react'
import styles from './filter-field.module.css'
import { isTyping } from './is-typing.ts'

export interface FilterFieldProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Id of a `datalist` of what may be meant. */
  readonly list?: string
}

/** What narrows a list while it is typed. `/` goes to it, from wherever nothing is being typed. */
export function FilterField({ label, placeholder, value, onChange, list }: FilterFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event)) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])
  return (
    <input
      ref={input}
      type="search"
      aria-label={label}
      list={list}
      aria-keyshortcuts="/"
      placeholder={placeholder}
      className={styles.input}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
