import { ServerCrash } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'
import { Button } from '../ui/button.tsx'
import { MessageState } from '../ui/message-state.tsx'

/** Keeps the rest of the page when a part of it breaks, such as a chunk that did not arrive. */
export class Boundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children
  }
}

function Broken() {
  const { t } = useWords()
  return (
    <MessageState icon={ServerCrash} title={t('app.brokenTitle')} text={t('app.brokenText')} level={1} role="alert">
      <Button look="primary" onClick={() => location.reload()}>
        {t('app.reload')}
      </Button>
    </MessageState>
  )
}
