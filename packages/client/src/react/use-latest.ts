import { useEffect, useRef, type RefObject } from 'react'

/** The newest of what a component was given, for what happens later. */
export function useLatest<T>(value: T): Readonly<RefObject<T>> {
  const ref = useRef(value)
  useEffect(() => {
    ref.current = value
  })
  return ref
}
