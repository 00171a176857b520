import type { paths } from '@gateway/client'
import { changedIn, EMPTY_HOLDER, type HolderForm, holderBodyOf, holderFormOf } from '../holders/holder-form.ts'
import type { Key } from './keys-queries.ts'

type KeyBody = NonNullable<paths['/key/generate']['post']['requestBody']>['content']['application/json']

/** What is filled in for a key. */
export interface KeyForm extends HolderForm {
  readonly alias: string
  readonly team: string | undefined
  readonly user: string | undefined
  /** How long a new key lasts; `''`: for good. */
  readonly duration: string
  readonly tags: string
}

export const EMPTY_KEY: KeyForm = {
  ...EMPTY_HOLDER,
  alias: '',
  team: undefined,
  user: undefined,
  duration: '',
  tags: '',
}

/** A key as it would be filled in. */
export const formOf = (key: Key): KeyForm => ({
  ...holderFormOf(key),
  alias: key.key_alias ?? '',
  team: key.team_id ?? undefined,
  user: key.user_id ?? undefined,
  duration: '',
  tags: key.tags.join(', '),
})

/** Which of what a form says is sent. `null` takes away what was there before. */
export function bodyOf(form: KeyForm): KeyBody {
  const tags = form.tags
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  return {
    ...holderBodyOf(form),
    key_alias: form.alias.trim() || null,
    team_id: form.team ?? null,
    user_id: form.user ?? null,
    ...(form.duration === '' ? {} : { duration: form.duration }),
    tags,
  }
}

/** What somebody changed. */
export const changesOf = (before: KeyForm, after: KeyForm): KeyBody => changedIn(bodyOf(before), bodyOf(after))
