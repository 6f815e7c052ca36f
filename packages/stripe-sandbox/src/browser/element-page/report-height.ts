/** Tells how tall the content is whenever that changes, so that the frame never scrolls. */
export function reportHeight(content: Element, report: (heightPx: number) => void): void {
  let last = 0
  new ResizeObserver(() => {
    const heightPx = Math.ceil(content.getBoundingClientRect().height)
    if (heightPx !== last) report(heightPx)
    last = heightPx
  }).observe(content)
}
