import { type FormEvent, type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { isTyping } from '../../../components/is-typing.ts'
import { bytes } from '../../../format/bytes.ts'
import type { Part } from '../wire/content.ts'
import type { Version } from '../wire/version.ts'
import { type Attachment, MOST_BYTES, readAttachment } from './attachments.ts'
import styles from './composer.module.css'
import { readData } from './read-data.ts'

export interface ComposerProps {
  readonly text: string
  readonly onText: (text: string) => void
  /** What was said last: the arrow up brings it back into an empty field. */
  readonly lastText: string | undefined
  /** The field of the text, which others put the focus into. */
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly version: Version
  /** Something is under way: what is typed stays, and cannot be sent yet. */
  readonly busy: boolean
  readonly onSend: (parts: readonly Part[]) => void
}

/** What is said next: text, files, data. Enter sends, Shift and Enter begin a new line. */
export function Composer({ text, onText, lastText, field, version, busy, onSend }: ComposerProps) {
  const [files, setFiles] = useState<readonly Attachment[]>([])
  const [json, setJson] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const picker = useRef<HTMLInputElement>(null)
  const problemId = useId()
  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event)) return
      event.preventDefault()
      field.current?.focus()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [field])

  const attach = async (chosen: readonly File[]) => {
    const size = [...files, ...chosen].reduce((sum, each) => sum + each.size, 0)
    if (size > MOST_BYTES) {
      return setProblem(`The files of a message have ${bytes(MOST_BYTES)} at most; these have ${bytes(size)}.`)
    }
    setProblem(undefined)
    try {
      const read = await Promise.all(chosen.map(readAttachment))
      setFiles((before) => [...before, ...read])
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (busy) return
    const data = json === undefined || json.trim() === '' ? undefined : readData(json, version)
    if (data?.problem !== undefined) return setProblem(data.problem)
    const parts: readonly Part[] = [
      ...(text.trim() === '' ? [] : [{ kind: 'text' as const, text }]),
      ...files.map(({ part }) => part),
      ...(data === undefined ? [] : [{ kind: 'data' as const, data: data.value }]),
    ]
    if (parts.length === 0) return
    setFiles([])
    setJson(undefined)
    setProblem(undefined)
    onSend(parts)
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' && text === '' && lastText !== undefined) {
      event.preventDefault()
      onText(lastText)
    }
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }

  return (
    <form onSubmit={submit} className={styles.composer}>
      <textarea
        ref={field}
        aria-label="Message"
        aria-keyshortcuts="/"
        aria-describedby={problem === undefined ? undefined : problemId}
        placeholder="Message"
        rows={2}
        className={styles.text}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={key}
        onPaste={(event) => {
          const pasted = [...event.clipboardData.files]
          if (pasted.length > 0) void attach(pasted)
        }}
      />
      {json !== undefined && (
        <textarea
          aria-label="Data as JSON"
          placeholder='{"amount": 12}'
          rows={4}
          spellCheck={false}
          className={styles.data}
          value={json}
          onChange={(event) => setJson(event.currentTarget.value)}
        />
      )}
      {files.length > 0 && (
        <ul className={styles.files}>
          {files.map(({ id, size, part }) => (
            <li key={id} className={styles.file}>
              {part.name} <span className={styles.quiet}>{bytes(size)}</span>
              <Button
                look="bare"
                aria-label={`Remove ${part.name}`}
                onClick={() => setFiles(files.filter((each) => each.id !== id))}
              >
                ✕
              </Button>
            </li>
          ))}
        </ul>
      )}
      {problem !== undefined && (
        <p id={problemId} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.actions}>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Files"
          onChange={(event) => {
            void attach([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
        <Button look="bare" onClick={() => picker.current?.click()}>
          Attach files
        </Button>
        <span className={styles.quiet}>up to {bytes(MOST_BYTES)}</span>
        <Button
          look="bare"
          aria-pressed={json !== undefined}
          onClick={() => setJson(json === undefined ? '' : undefined)}
        >
          Add data
        </Button>
        <Button type="submit" look="primary" disabled={busy}>
          Send
        </Button>
      </div>
    </form>
  )
}
