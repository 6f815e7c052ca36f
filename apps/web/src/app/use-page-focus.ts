import { type RefObject, useEffect, useRef } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'

/** A new page begins at its top, for eyes and for the keyboard. Going back leaves the place to the browser. */
export function usePageFocus(): RefObject<HTMLElement | null> {
  const { pathname } = useLocation()
  const navigation = useNavigationType()
  const mainRef = useRef<HTMLElement>(null)
  const shownRef = useRef(pathname)

  useEffect(() => {
    if (shownRef.current === pathname) return
    shownRef.current = pathname
    if (navigation === NavigationType.Pop) return
    window.scrollTo(0, 0)
    mainRef.current?.focus({ preventScroll: true })
  }, [pathname, navigation])

  return mainRef
}
