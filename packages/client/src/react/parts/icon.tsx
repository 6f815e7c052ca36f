const paths = {
  cross: 'M7 7l10 10M17 7L7 17',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 7.5v5.5m0 3.5v.01M12 3a9 9 0 100 18 9 9 0 000-18z',
  info: 'M12 11v5.5m0-9v.01M12 3a9 9 0 100 18 9 9 0 000-18z',
  clock: 'M12 7v5.2l3.2 1.9M12 3a9 9 0 100 18 9 9 0 000-18z',
  lock: 'M7.5 10.5V8a4.5 4.5 0 019 0v2.5M6 10.5h12v9H6z',
  card: 'M3.5 6.5h17v11h-17zM3.5 10.5h17M7 14.5h3',
}

/** A picture beside words; it says nothing of its own. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" className="azora-icon">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
