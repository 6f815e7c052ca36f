/** What we want of a figure: the bar is what we hold ourselves to, the stretch what looks possible. */
export interface Goal {
  better: 'less' | 'more'
  bar: number
  stretch?: number
}

export type Verdict = 'stretch' | 'bar' | 'missed'

export function judge(value: number, { better, bar, stretch }: Goal): Verdict {
  const reaches = (mark: number) => (better === 'less' ? value <= mark : value >= mark)
  if (stretch !== undefined && reaches(stretch)) return 'stretch'
  return reaches(bar) ? 'bar' : 'missed'
}

export const atMost = (bar: number, stretch?: number): Goal => goal('less', bar, stretch)
export const atLeast = (bar: number, stretch?: number): Goal => goal('more', bar, stretch)

const goal = (better: Goal['better'], bar: number, stretch: number | undefined): Goal =>
  stretch === undefined ? { better, bar } : { better, bar, stretch }
