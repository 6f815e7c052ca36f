export const Poster = () => (
  <g>
    <ellipse cx="120" cy="156" rx="50" ry="5" fill="var(--picture-shade)" />
    <rect x="70" y="20" width="100" height="134" rx="3" fill="#8d6d4b" />
    <rect x="75" y="25" width="90" height="124" fill="#f4ecdd" />
    <rect x="84" y="34" width="72" height="94" fill="#bfd3d6" />
    <circle cx="132" cy="62" r="13" fill="#e78b5a" />
    <path d="M84 100c16-14 26-14 38-4s22 8 34-6v38H84Z" fill="#5d8c8f" />
    <path d="M84 114c14-8 28-8 40 0s22 6 32-2v16H84Z" fill="#2f5a63" />
    <path d="M104 139h32" stroke="#5a5348" strokeWidth="3" strokeLinecap="round" />
  </g>
)
