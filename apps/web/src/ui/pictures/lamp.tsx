export const Lamp = () => (
  <g>
    <path d="m70 82 64-22 34 88H44Z" fill="var(--picture-glow)" />
    <ellipse cx="132" cy="150" rx="44" ry="6" fill="var(--picture-shade)" />
    <rect x="104" y="140" width="56" height="9" rx="4.5" fill="#2f4a45" />
    <path
      d="M132 142 152 92 116 46"
      fill="none"
      stroke="#3f625b"
      strokeWidth="6"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
    <circle cx="152" cy="92" r="6" fill="#d6a24a" />
    <path d="M108 36a34 34 0 0 1 26 24L70 82a34 34 0 0 1 38-46Z" fill="#4b7a70" />
    <path d="M108 36a34 34 0 0 0-38 46l16-5.5a34 34 0 0 1 22-40.5Z" fill="#5f9488" />
    <circle cx="104" cy="74" r="7" fill="#f7d98a" />
  </g>
)
