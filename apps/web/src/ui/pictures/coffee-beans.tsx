export const CoffeeBeans = () => (
  <g>
    <ellipse cx="122" cy="152" rx="54" ry="6" fill="var(--picture-shade)" />
    <path d="M84 46h72l6 100a6 6 0 0 1-6 6H84a6 6 0 0 1-6-6Z" fill="#7c4a35" />
    <path d="M84 46h16l-6 106H84a6 6 0 0 1-6-6Z" fill="#93604a" />
    <path d="M82 32h76l-2 18H84Z" fill="#633827" />
    <rect x="92" y="74" width="56" height="50" rx="6" fill="#f3e6d2" />
    <g transform="rotate(28 120 99)">
      <ellipse cx="120" cy="99" rx="12" ry="17" fill="#7c4a35" />
      <path d="M120 83c-6 10 6 20 0 32" fill="none" stroke="#f3e6d2" strokeWidth="3" strokeLinecap="round" />
    </g>
    <g transform="rotate(-40 176 142)">
      <ellipse cx="176" cy="142" rx="7" ry="10" fill="#633827" />
      <path d="M176 133c-3 6 3 12 0 18" fill="none" stroke="#a9735a" strokeWidth="2" />
    </g>
    <g transform="rotate(60 64 146)">
      <ellipse cx="64" cy="146" rx="6" ry="9" fill="#633827" />
      <path d="M64 138c-3 5 3 11 0 16" fill="none" stroke="#a9735a" strokeWidth="2" />
    </g>
  </g>
)
