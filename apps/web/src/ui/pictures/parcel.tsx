/** What stands for a product without a picture. */
export const Parcel = () => (
  <g>
    <ellipse cx="120" cy="148" rx="54" ry="6" fill="var(--picture-shade)" />
    <rect x="72" y="66" width="96" height="80" rx="6" fill="#c9a06b" />
    <path d="M66 50h108v24H66Z" fill="#d8b384" />
    <path d="M110 50h20v96h-20Z" fill="#ecd6b2" />
  </g>
)
