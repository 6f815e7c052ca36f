import type { ComponentType, ReactNode } from 'react'

export interface ButtonSlotProps {
  children: ReactNode
  className: string
  type: 'button' | 'submit'
  look: 'primary' | 'plain' | 'danger'
  /** At work: takes no clicks, but stays in the order of the keyboard. */
  isBusy: boolean
  isDisabled: boolean
  onClick?: () => void
  /** Takes the focus when it appears: it stands where what was pressed has gone. */
  takesFocus: boolean
  /** What it is called where its content is not enough. */
  label?: string | undefined
}
export type ButtonSlot = ComponentType<ButtonSlotProps>

export interface NoticeSlotProps {
  children: ReactNode
  className: string
  tone: 'danger' | 'caution' | 'info'
}
/** Has to be announced when it appears: `role="alert"`, or `status` where it is only to be known. */
export type NoticeSlot = ComponentType<NoticeSlotProps>
