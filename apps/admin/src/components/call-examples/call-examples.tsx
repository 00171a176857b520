import { Tabs } from '@base-ui/react/tabs'
import { useState } from 'react'
import { CopyButton } from '../copy-button.tsx'
import styles from './call-examples.module.css'
import { curlExample } from './curl-example.ts'
import type { CallExample, ExampleCall } from './example.ts'
import { pythonExample } from './python-example.ts'
import { typescriptExample } from './typescript-example.ts'

export interface CallExamplesProps extends Partial<Omit<ExampleCall, 'url' | 'key'>> {
  /** The served address of the agent, whole. */
  readonly url: string
  /** A key that was made just now, to stand in the code. Default: it is read from the environment. */
  readonly credential?: string
}

/** The code that calls an agent, to copy: for a shell, in Python and in TypeScript. */
export function CallExamples({
  url,
  text: said = 'Hello!',
  version = '1.0',
  streaming = false,
  credential,
}: CallExamplesProps) {
  const call: ExampleCall = {
    url,
    text: said,
    version,
    streaming,
    ...(credential === undefined ? {} : { key: credential }),
  }
  const examples = [curlExample(call), pythonExample(call), typescriptExample(call)]
  const [chosen, setChosen] = useState<CallExample['language']>('curl')
  const code = examples.find(({ language }) => language === chosen)?.code ?? ''
  return (
    <Tabs.Root value={chosen} onValueChange={setChosen} className={styles.examples}>
      <div className={styles.bar}>
        <Tabs.List className={styles.languages} aria-label="Language">
          {examples.map(({ language }) => (
            <Tabs.Tab key={language} value={language} className={styles.language}>
              {language}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <CopyButton text={code} label="Copy" />
      </div>
      {examples.map(({ language, code: text }) => (
        <Tabs.Panel key={language} value={language} className={styles.panel}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard */}
          <pre tabIndex={0} className={styles.code}>
            {text}
          </pre>
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  )
}
