import type { Point } from './crash-every.ts'

/** `3 before, repeated`: the third message, lost, and whoever asked asks again. */
export const nameOfPoint = ({ at, side, isRepeated }: Point): string =>
  `${at} ${side}, ${isRepeated ? 'repeated' : 'not repeated'}`

/** @throws when it is not the name of a point */
export function pointNamed(name: string): Point {
  const [, at, side, not] = /^(\d+) (before|after), (not )?repeated$/.exec(name) ?? []
  if (!at || (side !== 'before' && side !== 'after')) throw new Error(`not a point: ${name}; try "3 before, repeated"`)
  return { at: Number(at), side, isRepeated: not === undefined }
}
