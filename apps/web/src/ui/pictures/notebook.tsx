export const Notebook = () => (
  <g>
    <ellipse cx="122" cy="150" rx="58" ry="6" fill="var(--picture-shade)" />
    <g transform="rotate(-7 120 90)">
      <rect x="84" y="32" width="82" height="116" rx="5" fill="#e9dfc9" />
      <rect x="78" y="28" width="82" height="116" rx="7" fill="#34507a" />
      <rect x="78" y="28" width="14" height="116" rx="6" fill="#27406a" />
      <rect x="146" y="28" width="5" height="116" fill="#d6a24a" />
      <rect x="102" y="50" width="34" height="24" rx="3" fill="#f3ecdc" />
      <path d="M108 58h22M108 65h14" stroke="#34507a" strokeWidth="2.5" strokeLinecap="round" />
      <path d="M118 144v18l5-5 5 5v-18Z" fill="#c9523f" />
    </g>
  </g>
)
