import type { ReactNode } from 'react'
import { useSettings } from '../settings.ts'
import type { ButtonSlotProps } from './slots.ts'

interface ButtonProps {
  children: ReactNode
  /** Its own stable name, as in `azora-checkout__pay`. */
  name: string
  look?: ButtonSlotProps['look']
  type?: ButtonSlotProps['type']
  isBusy?: boolean
  isDisabled?: boolean
  label?: string
  takesFocus?: boolean
  onClick?: () => void
}

/** A button: the team's own where they have put one in, else ours. */
export function Button(props: ButtonProps) {
  const { components } = useSettings()
  const { children, name, look = 'plain', type = 'button', isBusy = false, isDisabled = false } = props
  const { label, takesFocus = false, onClick } = props
  const Drawn = components?.Button ?? OwnButton
  return (
    <Drawn
      className={`azora-button azora-button--${look} ${name}`}
      look={look}
      type={type}
      isBusy={isBusy}
      isDisabled={isDisabled}
      label={label}
      takesFocus={takesFocus}
      {...(onClick && { onClick })}
    >
      {children}
    </Drawn>
  )
}

function OwnButton(props: ButtonSlotProps) {
  const { children, className, type, isBusy, isDisabled, onClick, label, takesFocus } = props
  return (
    <button
      type={type}
      className={className}
      disabled={isDisabled}
      aria-disabled={isBusy || undefined}
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- it appears by the user's own click and takes that button's place
      autoFocus={takesFocus}
      onClick={(event) => {
        if (isBusy) event.preventDefault()
        else onClick?.()
      }}
    >
      {isBusy && <span className="azora-spinner" aria-hidden="true" />}
      {children}
    </button>
  )
}
