/** A plan's text that is not saved. `sha256`: of the file it began from; null where there was none. */
type Draft = { text: string; sha256: string | null }

const keyOf = (path: string): string => `plan-draft ${path}`

/** Keeps the text for when the window is closed before it is saved. */
export const keepDraft = (path: string, draft: Draft): void => localStorage.setItem(keyOf(path), JSON.stringify(draft))

export const forgetDraft = (path: string): void => localStorage.removeItem(keyOf(path))

/** The text that was being written, unless the file has changed since. */
export function draftOf(path: string, sha256: string | null): string | null {
  const kept = localStorage.getItem(keyOf(path))
  if (kept === null) return null
  const draft = JSON.parse(kept) as Draft
  return draft.sha256 === sha256 ? draft.text : null
}
