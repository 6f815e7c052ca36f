import type { TextProps } from '@react-pdf/renderer'
import { fontFamily } from './fonts/register-fonts.ts'

type Style = NonNullable<TextProps['style']>

const ink = '#14171f'
const soft = '#5b6473'
const accent = '#0b6b4e'
const hairline = 0.5
const line = '#d9dce2'

/** Figures of one width, so that amounts stand in columns. */
const figures = { fontFeatureSettings: ['tnum'], textAlign: 'right' } satisfies Style

/** Points on A4, which is 595 by 842. */
export const styles = {
  page: {
    paddingTop: 56,
    paddingBottom: 88,
    paddingHorizontal: 56,
    fontFamily,
    fontSize: 9.5,
    lineHeight: 1.45,
    color: ink,
  },

  head: { flexDirection: 'row', justifyContent: 'space-between', marginBottom: 40 },
  title: { fontSize: 26, fontWeight: 600, lineHeight: 1.2, letterSpacing: -0.5 },
  merchant: { width: 230, alignItems: 'flex-end' },
  merchantName: { fontSize: 11, fontWeight: 600, textAlign: 'right' },
  merchantLine: { color: soft, textAlign: 'right' },

  facts: { flexDirection: 'row', gap: 32, marginBottom: 36 },
  factColumn: { flex: 1, gap: 14 },
  label: { fontSize: 8, color: soft },
  soft: { color: soft },

  row: { flexDirection: 'row', paddingVertical: 8, borderBottomWidth: hairline, borderBottomColor: line },
  headRow: { paddingTop: 0, paddingBottom: 6, borderBottomColor: ink, fontSize: 8, color: soft },
  item: { flex: 1, paddingRight: 16 },
  quantity: { width: 40, ...figures },
  unitPrice: { width: 96, ...figures },
  amount: { width: 104, ...figures },

  total: { flexDirection: 'row', justifyContent: 'flex-end', alignItems: 'baseline', paddingTop: 16 },
  totalLabel: { fontSize: 10.5, fontWeight: 600, paddingRight: 24 },
  totalAmount: { fontSize: 17, fontWeight: 600, color: accent, letterSpacing: -0.2, ...figures },
  undrawn: { fontSize: 8, color: soft, paddingTop: 20 },

  foot: {
    position: 'absolute',
    bottom: 36,
    left: 56,
    right: 56,
    paddingTop: 10,
    borderTopWidth: hairline,
    borderTopColor: line,
    flexDirection: 'row',
    justifyContent: 'space-between',
    gap: 24,
    fontSize: 8,
    color: soft,
  },
  footText: { flex: 1 },
  footPage: { width: 90, ...figures },
} satisfies Record<string, Style>
