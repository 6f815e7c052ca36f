/** Something that can be repeated: a request, or what a floor does in its place. Lives in the driver's process. */
export interface Load {
  /** Makes ready what so many operations from `first` on need; not timed. */
  prepare?(first: number, operations: number): Promise<void> | void
  /** @throws when the answer is not what it should be */
  operate(index: number, lane: number): Promise<void>
}

/** What a load's module exports by default. */
export type OpenLoad<Settings> = (settings: Settings) => Promise<Load> | Load
