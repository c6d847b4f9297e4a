import { useHotkeys } from '@mantine/hooks'
import { spotlight } from '@mantine/spotlight'
import { hideEvidence } from '../state/evidence'
import { undo } from './notify'
import { PAGES } from './pages'
import { goTo } from './router'

const WORK = PAGES.filter((page) => page.kind === 'work')

/** Keys that work everywhere: Ctrl Z, Esc, Alt 1 … 9 and 0 for the pages in the auditor's order, and Ctrl K, from within a field too and before the palette has come. */
export function useShortcuts(): void {
  useHotkeys([
    ['mod+Z', undo],
    ['Escape', hideEvidence, { preventDefault: false }],
    ...WORK.slice(0, 10).map((page, at): [string, () => void] => [`alt+${(at + 1) % 10}`, () => goTo(page.id)])
  ])
  useHotkeys([['mod+K', spotlight.open]], [], true)
}
