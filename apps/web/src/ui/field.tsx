import clsx from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'

interface FieldProps extends ComponentProps<'input'> {
  label: string
  hint?: string | undefined
  error?: string | undefined
}

export const controlLook =
  'h-11 w-full rounded-control border border-line bg-raised px-3 text-[0.9375rem] text-ink transition-colors hover:border-line-strong aria-invalid:border-danger disabled:opacity-55'

/** A labelled input with its hint or error beneath it. */
export function Field({ label, hint, error, className, ...rest }: FieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={className}>
      <Label htmlFor={id}>{label}</Label>
      <input
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className={controlLook}
      />
      {note && (
        <p id={`${id}-note`} className={clsx('mt-1 text-sm', error ? 'text-danger' : 'text-soft')}>
          {note}
        </p>
      )}
    </div>
  )
}

function Label({ htmlFor, children }: { htmlFor: string; children: ReactNode }) {
  return (
    <label htmlFor={htmlFor} className="mb-1 block text-sm font-medium text-soft">
      {children}
    </label>
  )
}
