import { Tabs } from '@base-ui/react/tabs'
import { CopyButton } from '../copy-button.tsx'
import styles from './call-examples.module.css'
import { curlExample } from './curl-example.ts'
import type { ExampleCall } from './example.ts'
import { pythonExample } from './python-example.ts'
import { typescriptExample } from './typescript-example.ts'

export interface CallExamplesProps extends Partial<Omit<ExampleCall, 'url'>> {
  /** The served address of the agent, whole. */
  readonly url: string
}

/** The code that calls an agent, to copy: for a shell, in Python and in TypeScript. */
export function CallExamples({ url, text = 'Hello!', version = '1.0', streaming = false, key }: CallExamplesProps) {
  const call: ExampleCall = { url, text, version, streaming, ...(key === undefined ? {} : { key }) }
  const examples = [curlExample(call), pythonExample(call), typescriptExample(call)]
  return (
    <Tabs.Root defaultValue="curl" className={styles.examples}>
      <Tabs.List className={styles.languages} aria-label="Language">
        {examples.map(({ language }) => (
          <Tabs.Tab key={language} value={language} className={styles.language}>
            {language}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {examples.map(({ language, code }) => (
        <Tabs.Panel key={language} value={language} className={styles.panel}>
          <div className={styles.copy}>
            <CopyButton text={code} label="Copy" />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard */}
          <pre tabIndex={0} className={styles.code}>
            {code}
          </pre>
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  )
}
