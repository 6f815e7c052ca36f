const sock = 'M0 0h34v58c0 6 3 10 8 13l20 12c8 5 10 14 5 20s-14 8-22 4L12 90C4 86 0 80 0 71Z'

export const Socks = () => (
  <g>
    <ellipse cx="128" cy="152" rx="62" ry="6" fill="var(--picture-shade)" />
    <g transform="translate(112 36)">
      <path d={sock} fill="#a7556b" />
      <path d="M0 0h34v14H0Z" fill="#7f3b50" />
    </g>
    <g transform="translate(72 40)">
      <path d={sock} fill="#c9788c" />
      <path d="M0 0h34v14H0Z" fill="#a7556b" />
      <path d="M0 26h34M0 38h34M0 50h34" stroke="#f5dfe2" strokeWidth="5" />
      <path d="M67 103c5-6 3-15-5-20l-6-3.5c-8 6-10 17-3 26.5 6 0 11-1 14-3Z" fill="#a7556b" />
    </g>
  </g>
)
