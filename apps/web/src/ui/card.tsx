import clsx from 'clsx'
import type { ComponentProps } from 'react'

/** A sheet on the paper of the page. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section {...rest} className={clsx('rounded-sheet border border-line bg-surface shadow-card', className)} />
}
