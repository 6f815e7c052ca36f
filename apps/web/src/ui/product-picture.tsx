import clsx from 'clsx'
import type { ComponentType } from 'react'
import { CoffeeBeans } from './pictures/coffee-beans.tsx'
import { Keyboard } from './pictures/keyboard.tsx'
import { Lamp } from './pictures/lamp.tsx'
import { Mug } from './pictures/mug.tsx'
import { Notebook } from './pictures/notebook.tsx'
import { Parcel } from './pictures/parcel.tsx'
import { Poster } from './pictures/poster.tsx'
import { Socks } from './pictures/socks.tsx'
import { Tote } from './pictures/tote.tsx'

const pictures: Record<string, { Drawing: ComponentType; ground: string }> = {
  mug: { Drawing: Mug, ground: 'light-dark(#f6e7dc, #33261f)' },
  notebook: { Drawing: Notebook, ground: 'light-dark(#e4eaf3, #1f2733)' },
  lamp: { Drawing: Lamp, ground: 'light-dark(#e3efe9, #1d2b27)' },
  tote: { Drawing: Tote, ground: 'light-dark(#eceadf, #2a2a22)' },
  poster: { Drawing: Poster, ground: 'light-dark(#f1e9df, #2d2721)' },
  keyboard: { Drawing: Keyboard, ground: 'light-dark(#e9e8f1, #26252f)' },
  'coffee-beans': { Drawing: CoffeeBeans, ground: 'light-dark(#f0e6dd, #2c241f)' },
  socks: { Drawing: Socks, ground: 'light-dark(#f6e6e8, #332226)' },
}

const parcel = { Drawing: Parcel, ground: 'light-dark(#f0ece2, #2a2721)' }

/** The drawing of a product. It says nothing that its name beside it does not, so screen readers skip it. */
export function ProductPicture({ image, className }: { image: string | null; className?: string }) {
  const { Drawing, ground } = (image === null ? undefined : pictures[image]) ?? parcel
  return (
    <svg
      viewBox="0 0 240 180"
      aria-hidden
      preserveAspectRatio="xMidYMid slice"
      style={{ background: ground }}
      className={clsx('picture block', className)}
    >
      <Drawing />
    </svg>
  )
}
