import clsx from 'clsx'
import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'plain' | 'quiet'
  size?: 'normal' | 'large'
  /** Working: says so, and takes no more clicks, but stays focusable so that the keyboard does not lose its place. */
  busy?: boolean
  /** Gives its looks to its only child, a link. */
  asChild?: boolean
}

const looks = {
  primary: 'bg-accent text-on-accent shadow-card hover:bg-accent-strong disabled:hover:bg-accent',
  plain: 'border border-line bg-raised text-ink shadow-card hover:border-line-strong',
  quiet: 'text-soft hover:bg-sunken hover:text-ink',
}

const sizes = {
  normal: 'min-h-11 px-4 text-[0.9375rem]',
  large: 'min-h-13 px-6 text-base',
}

export function Button(props: ButtonProps) {
  const {
    look = 'plain',
    size = 'normal',
    busy = false,
    asChild = false,
    className,
    children,
    onClick,
    ...rest
  } = props
  const Element = asChild ? Slot.Root : 'button'
  return (
    <Element
      {...(asChild ? {} : { type: 'button' as const, 'aria-disabled': busy || undefined })}
      {...rest}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={clsx(
        'inline-flex items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap transition-colors',
        'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-progress',
        looks[look],
        sizes[size],
        className,
      )}
    >
      {asChild ? (
        children
      ) : (
        <>
          {busy && <LoaderCircle aria-hidden className="size-4.5 animate-spin motion-reduce:animate-none" />}
          {children}
        </>
      )}
    </Element>
  )
}
