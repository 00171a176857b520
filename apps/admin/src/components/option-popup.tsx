import { Combobox } from '@base-ui/react/combobox'
import type { Option } from './option.ts'
import styles from './option-popup.module.css'

export interface OptionPopupProps {
  readonly options: readonly Option[]
  /** What is said where nothing fits. */
  readonly empty: string
}

/** The list below a field with a search: what fits what is typed. Stands within a `Combobox.Root` of values. */
export function OptionPopup({ options, empty }: OptionPopupProps) {
  const known = new Map(options.map((option) => [option.value, option]))
  return (
    <Combobox.Portal>
      <Combobox.Positioner sideOffset={4} className={styles.positioner}>
        <Combobox.Popup className={styles.popup}>
          <Combobox.Empty>
            <p className={styles.empty}>{empty}</p>
          </Combobox.Empty>
          <Combobox.List>
            {(value: string) => {
              const option = known.get(value)
              return (
                <Combobox.Item key={value} value={value} className={styles.item}>
                  <span className={styles.mark} aria-hidden="true">
                    <Combobox.ItemIndicator>✓</Combobox.ItemIndicator>
                  </span>
                  <span className={styles.label}>{option?.label ?? value}</span>
                  <span className={styles.detail}>{option === undefined ? 'new' : option.detail}</span>
                </Combobox.Item>
              )
            }}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  )
}
