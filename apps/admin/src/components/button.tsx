import { Button as BaseButton } from '@base-ui/react/button'
import type { AnchorHTMLAttributes, ComponentProps } from 'react'
import styles from './button.module.css'

/** `primary`: what the screen is for, once on each. `plain`: everything else. `bare`: without a frame, in bars and rows. */
type Look = 'primary' | 'plain' | 'bare'

const LOOKS: Readonly<Record<Look, string | undefined>> = {
  primary: styles.primary,
  plain: styles.plain,
  bare: styles.bare,
}

const classOf = (look: Look) => `${styles.button} ${LOOKS[look]}`

export type ButtonProps = Omit<ComponentProps<'button'>, 'className' | 'style'> & {
  readonly look?: Look
  /** What it does is under way: it cannot be pressed again, and keeps the focus. */
  readonly busy?: boolean
}

/** Something that can be done. */
export function Button({ look = 'plain', busy = false, type = 'button', disabled, ...rest }: ButtonProps) {
  return (
    <BaseButton
      {...rest}
      type={type}
      disabled={busy || disabled === true}
      focusableWhenDisabled={busy}
      aria-busy={busy}
      className={classOf(look)}
    />
  )
}

/** A link out of this UI that looks like a button. */
export function ButtonLink({
  look = 'plain',
  children,
  ...rest
}: Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'className'> & { readonly look?: Look }) {
  return (
    <a {...rest} className={classOf(look)}>
      {children}
    </a>
  )
}
