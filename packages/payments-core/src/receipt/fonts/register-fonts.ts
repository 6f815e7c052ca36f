import { Font } from '@react-pdf/renderer'

/** The family of everything in a document. */
export const fontFamily = 'Inter'

let registered: Promise<void> | undefined

/** Makes the fonts known to the renderer, once per process and only when a first document is asked for. */
export const registerFonts = (): Promise<void> => (registered ??= register())

async function register(): Promise<void> {
  const [{ interRegular }, { interSemiBold }] = await Promise.all([
    import('./inter-regular.ts'),
    import('./inter-semi-bold.ts'),
  ])
  Font.register({
    family: fontFamily,
    fonts: [
      { src: interRegular, fontWeight: 400 },
      { src: interSemiBold, fontWeight: 600 },
    ],
  })
}
