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
  onClick?: () => void
}

/** A button: the team's own where they have put one in, else ours. */
export function Button(props: ButtonProps) {
  const { components } = useSettings()
  const { children, name, look = 'plain', type = 'button', isBusy = false, isDisabled = false, label, onClick } = props
  const Drawn = components?.Button ?? OwnButton
  return (
    <Drawn
      className={`azora-button azora-button--${look} ${name}`}
      look={look}
      type={type}
      isBusy={isBusy}
      isDisabled={isDisabled}
      label={label}
      {...(onClick && { onClick })}
    >
      {children}
    </Drawn>
  )
}

function OwnButton({ children, className, type, isBusy, isDisabled, onClick, label }: ButtonSlotProps) {
  return (
    <button
      type={type}
      className={className}
      disabled={isDisabled}
      aria-disabled={isBusy || undefined}
      aria-label={label}
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
