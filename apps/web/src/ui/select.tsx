import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import { type ComponentProps, useId } from 'react'
import { controlLook } from './field.tsx'

interface SelectProps extends Omit<ComponentProps<'select'>, 'onChange'> {
  label: string
  options: readonly { value: string; label: string }[]
  onChoose: (value: string) => void
}

/** The platform's own select, which every phone and screen reader knows, in our clothes. */
export function Select({ label, options, onChoose, className, ...rest }: SelectProps) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-sm font-medium text-soft">
        {label}
      </label>
      <div className="relative">
        <select
          {...rest}
          id={id}
          onChange={(event) => onChoose(event.target.value)}
          className={clsx(controlLook, 'appearance-none pr-9')}
        >
          {options.map(({ value, label: name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-soft"
        />
      </div>
    </div>
  )
}
