import { Component, type ReactNode } from 'react'
import { uiWordsDe } from '../words/ui-words-de.ts'
import { uiWordsEn } from '../words/ui-words-en.ts'
import { useSettings } from './settings.ts'

interface BoundaryProps {
  onError: ((error: unknown) => void) | undefined
  children: ReactNode
}

/** Shows that something broke, and a way to try again, in place of what threw. */
export class Boundary extends Component<BoundaryProps, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override componentDidCatch(error: unknown) {
    this.props.onError?.(error)
  }

  override render() {
    if (!this.state.isBroken) return this.props.children
    return <Broken onRetry={() => this.setState({ isBroken: false })} />
  }
}

/** Made of nothing that a team can replace: what they put in may be what broke. */
function Broken({ onRetry }: { onRetry: () => void }) {
  const { locale = 'en' } = useSettings()
  const { common } = /^de\b/i.test(locale) ? uiWordsDe : uiWordsEn
  return (
    <div className="azora-broken azora-notice azora-notice--danger" role="alert">
      <p className="azora-broken__title">{common.brokenTitle}</p>
      <p>{common.broken}</p>
      <button type="button" className="azora-button azora-button--plain" onClick={onRetry}>
        {common.retry}
      </button>
    </div>
  )
}
