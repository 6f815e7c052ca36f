import type { TextProps } from '@react-pdf/renderer'
import { fontFamily } from './fonts/register-fonts.ts'

type Style = NonNullable<TextProps['style']>

const ink = '#14171f'
const soft = '#5b6473'
const accent = '#0b6b4e'
const warn = '#9a4a00'
const rule = { borderBottomWidth: 0.75, borderBottomColor: '#e0e3e8' } satisfies Style
const text = { fontSize: 9.5, lineHeight: 1.45 } satisfies Style
const small = { fontSize: 8, lineHeight: 1.45, color: soft } satisfies Style

/** Figures of one width, so that amounts stand in columns. */
const figures = { fontFeatureSettings: ['tnum'], textAlign: 'right' } satisfies Style

/**
 * Points on A4, which is 595 by 842. A line height stands only beside its font size, since an inherited one is counted from
 * the font size of the ancestor, and never in the foot: page numbers are laid out several times, and it would grow each time.
 */
export const styles = {
  page: { paddingTop: 60, paddingBottom: 92, paddingHorizontal: 60, fontFamily, color: ink },

  head: { flexDirection: 'row', justifyContent: 'space-between', marginBottom: 44 },
  titles: { flex: 1, paddingRight: 20 },
  void: { fontSize: 12, fontWeight: 600, lineHeight: 1, color: warn, paddingTop: 8 },
  version: { ...small, paddingTop: 8 },
  title: { fontSize: 26, fontWeight: 600, lineHeight: 1, letterSpacing: -0.6 },
  merchant: { width: 240 },
  merchantName: { fontSize: 11, fontWeight: 600, lineHeight: 1.3, textAlign: 'right', marginBottom: 3 },
  merchantLine: { ...text, color: soft, textAlign: 'right' },

  facts: { flexDirection: 'row', gap: 28, marginBottom: 40 },
  wideFacts: { flex: 1.25, gap: 16 },
  factColumn: { flex: 1, gap: 16 },
  label: { ...small, marginBottom: 2 },
  fact: text,
  softFact: { ...text, color: soft },

  row: { flexDirection: 'row', paddingTop: 8, paddingBottom: 7, ...rule },
  headRow: { paddingTop: 0, paddingBottom: 6, borderBottomColor: ink, marginBottom: 1 },
  headCell: small,
  item: { flex: 1, paddingRight: 20, ...text },
  quantity: { width: 36, ...text, ...figures },
  unitPrice: { width: 96, ...text, ...figures },
  amount: { width: 104, ...text, ...figures },

  sum: { flexDirection: 'row', paddingTop: 8 },
  sumLabel: { flex: 1, paddingRight: 20, textAlign: 'right', ...text, color: soft },
  sumAmount: { width: 104, ...text, ...figures },
  total: { flexDirection: 'row', justifyContent: 'flex-end', alignItems: 'flex-end', paddingTop: 18 },
  // The smaller text is lifted by what its baseline lies below the larger one's.
  totalLabel: { fontSize: 10.5, fontWeight: 600, lineHeight: 1, paddingRight: 20, paddingBottom: 1.5 },
  totalAmount: { fontSize: 18, fontWeight: 600, lineHeight: 1, color: accent, letterSpacing: -0.3, ...figures },
  note: { ...text, paddingTop: 24 },
  undrawn: { ...small, paddingTop: 24 },

  foot: {
    position: 'absolute',
    bottom: 40,
    left: 60,
    right: 60,
    flexDirection: 'row',
    justifyContent: 'space-between',
    gap: 24,
    paddingTop: 12,
    borderTopWidth: rule.borderBottomWidth,
    borderTopColor: rule.borderBottomColor,
  },
  footTexts: { flex: 1 },
  footText: { fontSize: 8, color: soft, marginBottom: 4 },
  footPage: { fontSize: 8, color: soft, width: 90, ...figures },
} satisfies Record<string, Style>
