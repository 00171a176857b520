import { type FormEvent, useState } from 'react'
import { Button, ButtonLink } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { useDocumentTitle } from '../components/use-document-title.ts'
import { useSignIn, useSignInWays } from './sign-in.ts'
import styles from './sign-in-screen.module.css'

/** How to sign in. `ended`: somebody was signed in here, and is not any more. */
export function SignInScreen({ ended }: { readonly ended: boolean }) {
  useDocumentTitle('Sign in')
  const [key, setKey] = useState('')
  const { data: ways = [] } = useSignInWays()
  const signIn = useSignIn()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (key.trim() !== '') signIn.mutate(key)
  }
  const here = window.location.pathname + window.location.search
  const providers = ways.flatMap(({ label, url }) =>
    url === undefined ? [] : [{ label, url: `${url}?return_to=${encodeURIComponent(here)}` }],
  )

  return (
    <main className={styles.screen}>
      <h1 className={styles.title}>Sign in to the gateway</h1>
      {ended && <Notice tone="waiting">Your session has ended. Sign in, and you are back where you were.</Notice>}
      {providers.map(({ label, url }) => (
        <ButtonLink key={url} href={url} look="primary">
          {label}
        </ButtonLink>
      ))}
      <form onSubmit={submit} className={styles.form}>
        <TextField
          label="Key"
          description="The admin key, which the first start printed, or your own key."
          type="password"
          name="key"
          autoComplete="current-password"
          autoFocus={providers.length === 0}
          value={key}
          onValueChange={setKey}
          error={signIn.error?.message}
        />
        <Button type="submit" look={providers.length === 0 ? 'primary' : 'plain'} busy={signIn.isPending}>
          Sign in with a key
        </Button>
      </form>
    </main>
  )
}
