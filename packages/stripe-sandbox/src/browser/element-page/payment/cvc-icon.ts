/** Where the security code is printed. Decoration: the label says it in words. */
export function cvcIcon(): Element {
  const icon = document.createElement('span')
  icon.className = 'CvcIcon'
  icon.setAttribute('aria-hidden', 'true')
  return icon
}
