import { useTexts } from '../use-texts.ts'

/** A moment in the reader's time zone. A server that draws it has another one, and the browser's word counts. */
export function Moment({ at, precise = false }: { at: string; precise?: boolean }) {
  const { date, moment } = useTexts()
  return (
    <time dateTime={at} suppressHydrationWarning>
      {precise ? moment(at) : date(at)}
    </time>
  )
}
