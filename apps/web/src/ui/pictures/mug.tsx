export const Mug = () => (
  <g>
    <ellipse cx="118" cy="146" rx="52" ry="6" fill="var(--picture-shade)" />
    <path d="M152 78h10a20 20 0 0 1 0 40h-12" fill="none" stroke="#c8643c" strokeWidth="10" strokeLinecap="round" />
    <path d="M78 62h78v58a26 26 0 0 1-26 26h-26a26 26 0 0 1-26-26Z" fill="#d9774a" />
    <path d="M78 62h20v84a26 26 0 0 1-20-26Z" fill="#e5926a" />
    <ellipse cx="117" cy="62" rx="39" ry="9" fill="#b9552f" />
    <ellipse cx="117" cy="63" rx="32" ry="6" fill="#4a2a1c" />
    <path
      d="M104 46c-6-8 6-12 0-20M120 44c-6-8 6-12 0-20"
      fill="none"
      stroke="var(--picture-air)"
      strokeWidth="4"
      strokeLinecap="round"
    />
    <path
      d="m92 96 9 12 9-12 9 12 9-12 9 12 9-12"
      fill="none"
      stroke="#f6e3d4"
      strokeWidth="4"
      strokeLinejoin="round"
    />
  </g>
)
