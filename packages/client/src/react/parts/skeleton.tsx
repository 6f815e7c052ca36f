import { useTexts } from '../use-texts.ts'
import { Live } from './live.tsx'

/** The shape of what is coming, said once to those who do not see it. */
export function Skeleton({ rows, label }: { rows: number; label?: string }) {
  const { words } = useTexts()
  return (
    <Live aria-busy="true" className="azora-skeleton">
      <span className="azora-hidden">{label ?? words.common.loading}</span>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} aria-hidden="true" className="azora-skeleton__row" />
      ))}
    </Live>
  )
}
