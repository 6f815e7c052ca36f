/** The id in a field that may be expanded. */
export function idOf(field: string | { id: string } | null): string {
  return typeof field === 'string' ? field : (field?.id ?? '')
}
