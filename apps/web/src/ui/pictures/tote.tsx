export const Tote = () => (
  <g>
    <ellipse cx="120" cy="152" rx="52" ry="6" fill="var(--picture-shade)" />
    <path d="M96 74V50a24 24 0 0 1 48 0v24" fill="none" stroke="#b08c5a" strokeWidth="7" strokeLinecap="round" />
    <path d="M74 66h92l8 78a6 6 0 0 1-6 7H72a6 6 0 0 1-6-7Z" fill="#e8d6b3" />
    <path d="M74 66h18l-6 85H72a6 6 0 0 1-6-7Z" fill="#f2e5ca" />
    <path d="M96 66v14M144 66v14" stroke="#b08c5a" strokeWidth="7" strokeLinecap="round" />
    <path d="m120 94 16 30h-32Z" fill="none" stroke="#3b6b58" strokeWidth="5" strokeLinejoin="round" />
    <path d="M100 132c6-5 12-5 20 0s14 5 20 0" fill="none" stroke="#3b6b58" strokeWidth="4" strokeLinecap="round" />
  </g>
)
