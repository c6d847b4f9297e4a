import { useHotkeys } from '@mantine/hooks'
import { hideEvidence } from '../state/evidence'
import { undo } from './notify'
import { PAGES } from './pages'
import { goTo } from './router'

const WORK = PAGES.filter((page) => page.kind === 'work')

/** Keys that work everywhere: Ctrl Z, Esc, and Alt 1 … 9 for the pages in the auditor's order. */
export function useShortcuts(): void {
  useHotkeys([
    ['mod+Z', undo],
    ['Escape', hideEvidence, { preventDefault: false }],
    ...WORK.slice(0, 9).map((page, at): [string, () => void] => [`alt+${at + 1}`, () => goTo(page.id)])
  ])
}
