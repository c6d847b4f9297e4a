import type { Cover } from '../core/findings/cover'

/** The covers of reports whose JSON was found to be as this build writes it, by digest: that need not be found twice. */
export type CheckedReports = Map<string, Cover>
const MOST_CHECKED = 64

export function rememberChecked(checked: CheckedReports, digest: string, cover: Cover): void {
  checked.set(digest, cover)
  for (const oldest of checked.keys()) if (checked.size > MOST_CHECKED) checked.delete(oldest)
}
