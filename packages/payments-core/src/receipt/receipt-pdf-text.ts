import { inflateSync } from 'node:zlib'

/**
 * The text that lies on each page of a PDF that our renderer wrote, one string a line of text, read as a viewer's search reads it:
 * glyphs through the font's map to Unicode. For tests; it knows only what that renderer writes.
 */
export function pdfText(bytes: Uint8Array): string[][] {
  const file = Buffer.from(bytes).toString('latin1')
  const objects = readObjects(file)
  const fonts = new Map<string, string[]>()
  for (const { dictionary } of objects.values()) {
    for (const [, name = '', id = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? '')?.[1] ?? ''
      fonts.set(name, readGlyphs(objects.get(map)?.stream ?? ''))
    }
  }
  const pages = /\/Kids \[([^\]]*)\]/.exec(file)?.[1] ?? ''
  return [...pages.matchAll(/(\d+) 0 R/g)].map(([, page = '']) => {
    const contents = /\/Contents (\d+) 0 R/.exec(objects.get(page)?.dictionary ?? '')?.[1] ?? ''
    return readLines(objects.get(contents)?.stream ?? '', fonts)
  })
}

function readObjects(file: string): Map<string, { dictionary: string; stream: string }> {
  const objects = new Map<string, { dictionary: string; stream: string }>()
  for (const match of file.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\n(?:endobj|stream\n)/gm)) {
    const [whole, id = '', dictionary = ''] = match
    const start = match.index + whole.length
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0)
    const raw = Buffer.from(file.slice(start, start + length), 'latin1')
    const stream = whole.endsWith('stream\n') && dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw
    objects.set(id, { dictionary, stream: stream.toString('latin1') })
  }
  return objects
}

/** The characters of each glyph of a font: `<0000> <0016> [<0000> <0052> …]`. */
function readGlyphs(map: string): string[] {
  const glyphs: string[] = []
  for (const [, first = '', list = ''] of map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    const characters = [...list.matchAll(/<([\w ]*)>/g)].map(([, hex = '']) => fromUtf16(hex))
    glyphs.splice(Number.parseInt(first, 16), characters.length, ...characters)
  }
  return glyphs
}

const fromUtf16 = (hex: string): string => Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le')

/** Each script on a line is a block of its own, moved along by the width of the one before. */
function readLines(content: string, fonts: Map<string, string[]>): string[] {
  const lines: string[] = []
  const saved: Vertical[] = []
  let vertical: Vertical = { scale: 1, shift: 0 }
  let end = 0
  for (const match of content.matchAll(/^(?:BT\n([\s\S]*?)ET|q|Q|[-\d. ]+cm)$/gm)) {
    const [command, block] = match
    if (command === 'q') saved.push(vertical)
    else if (command === 'Q') vertical = saved.pop() ?? vertical
    else if (block === undefined) vertical = moved(vertical, command)
    else {
      const isSameLine = /^\nQ\n1 0 0 1 [\d.]+ 0 cm\n(?!Q)/.test(content.slice(end, match.index))
      const { shift: y } = moved(vertical, block)
      const before = isSameLine ? (lines.pop() ?? '') : ''
      if (y > 0 && y < pageHeight) lines.push(before + readBlock(block, fonts))
      end = match.index + command.length
    }
  }
  return lines
}

interface Vertical {
  scale: number
  shift: number
}

const pageHeight = 842

/** Applies the matrix that a `cm` or `Tm` names; ours never turn anything. */
function moved({ scale, shift }: Vertical, command: string): Vertical {
  const [, , , d = 1, , f = 0] = command.slice(0, command.search(/cm|Tm/)).trim().split(' ').map(Number)
  return { scale: scale * d, shift: shift + scale * f }
}

function readBlock(block: string, fonts: Map<string, string[]>): string {
  const glyphs = fonts.get(/\/(F\d+) /.exec(block)?.[1] ?? '') ?? []
  const shown = [...block.matchAll(/<([0-9a-f]+)>/g)].map(([, hex]) => hex).join('')
  return [...shown.matchAll(/.{4}/g)].map(([hex]) => glyphs[Number.parseInt(hex, 16)] ?? '\uFFFD').join('')
}
