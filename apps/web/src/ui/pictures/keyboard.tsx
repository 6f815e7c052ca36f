const rows = [
  { y: 76, xs: [58, 74, 90, 106, 122, 138, 154, 170] },
  { y: 92, xs: [62, 78, 94, 110, 126, 142, 158] },
]

export const Keyboard = () => (
  <g>
    <ellipse cx="120" cy="142" rx="84" ry="6" fill="var(--picture-shade)" />
    <path
      d="M120 64V48c0-10 18-6 18-18"
      fill="none"
      stroke="var(--picture-line)"
      strokeWidth="4"
      strokeLinecap="round"
    />
    <rect x="44" y="62" width="152" height="74" rx="12" fill="#5a5f73" />
    <rect x="44" y="62" width="152" height="66" rx="12" fill="#737991" />
    {rows.flatMap(({ y, xs }) =>
      xs.map((x) => <rect key={`${x} ${y}`} x={x} y={y} width="12" height="12" rx="3" fill="#eceaf2" />),
    )}
    <rect x="174" y="92" width="12" height="12" rx="3" fill="#e3a04f" />
    <rect x="58" y="108" width="16" height="12" rx="3" fill="#cfcddc" />
    <rect x="78" y="108" width="76" height="12" rx="3" fill="#eceaf2" />
    <rect x="158" y="108" width="28" height="12" rx="3" fill="#cfcddc" />
  </g>
)
