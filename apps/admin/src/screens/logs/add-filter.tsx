import { type FormEvent, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import styles from './add-filter.module.css'
import { FILTER_NAMES, FILTERS, type FilterName, isFilterName } from './filter-fields.ts'

/** Narrows the calls by one more of what is known of them. */
export function AddFilter({ onAdd }: { readonly onAdd: (name: FilterName, value: string) => void }) {
  const [name, setName] = useState<FilterName>('search')
  const [value, setValue] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (value.trim() === '') return
    onAdd(name, value.trim())
    setValue('')
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <SelectField
        label="Filter by"
        value={name}
        options={FILTER_NAMES.map((each) => ({ value: each, label: FILTERS[each] }))}
        onChange={(chosen) => isFilterName(chosen) && setName(chosen)}
      />
      <input
        aria-label={FILTERS[name]}
        className={styles.value}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit">Filter</Button>
    </form>
  )
}
