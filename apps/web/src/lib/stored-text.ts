/** A text that outlives the page. A browser that forbids storage merely forgets it. */
export interface StoredText {
  get(): string | null
  set(value: string | null): void
}

/** @param key of `localStorage`; never for tokens */
export function storedText(key: string): StoredText {
  return {
    get() {
      try {
        return localStorage.getItem(key)
      } catch {
        return null
      }
    },
    set(value) {
      try {
        if (value === null) localStorage.removeItem(key)
        else localStorage.setItem(key, value)
      } catch {
        // Private windows may refuse. The value then lives as long as the page.
      }
    },
  }
}
