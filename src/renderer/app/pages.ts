import type { ComponentType } from 'react'
import * as icons from '../components/icons'
import { atOnceOrLazy } from './at-once-or-lazy'

type Icon = typeof icons.IconStart
type Loader = () => Promise<{ default: ComponentType }>

/** `work`: the auditor's order; `tool`: what needs no project. `needs`: what has to be open before the page can show anything. */
export type Page = {
  id: string
  name: string
  /** What the page answers. */
  asks: string
  icon: Icon
  kind: 'start' | 'work' | 'tool'
  needs: 'nothing' | 'project' | 'report'
  View: ComponentType
  load: Loader
}

const page = (id: string, kind: Page['kind'], needs: Page['needs'], name: string, icon: Icon, asks: string, load: Loader): Page => ({
  id,
  name,
  asks,
  icon,
  kind,
  needs,
  ...atOnceOrLazy(load)
})

export const PAGES: readonly Page[] = [
  page(
    'start',
    'start',
    'nothing',
    'Start',
    icons.IconStart,
    'What would you like to examine?',
    () => import('../features/start/StartPage')
  ),
  page('data', 'work', 'project', 'Data', icons.IconData, 'Are the data what they claim to be?', () => import('../features/data/DataPage')),
  page(
    'plan',
    'work',
    'project',
    'Plan',
    icons.IconPlan,
    'What will be examined, and by which rules?',
    () => import('../features/plan/PlanPage')
  ),
  page('quality', 'work', 'report', 'Quality', icons.IconQuality, 'Can these data carry the answers?', () =>
    import('../features/assessment/AssessmentPage').then((module) => module.pageAbout('quality'))
  ),
  page(
    'fairness',
    'work',
    'report',
    'Fairness',
    icons.IconFairness,
    'Are groups treated alike?',
    () => import('../features/fairness/FairnessPage')
  ),
  page('performance', 'work', 'report', 'Performance', icons.IconPerformance, 'Does the model still work?', () =>
    import('../features/assessment/AssessmentPage').then((module) => module.pageAbout('performance'))
  ),
  page('drift', 'work', 'report', 'Drift', icons.IconDrift, 'What changed, and since when?', () =>
    import('../features/assessment/AssessmentPage').then((module) => module.pageAbout('drift'))
  ),
  page(
    'explain',
    'work',
    'report',
    'Explain',
    icons.IconExplain,
    'What drives the scores?',
    () => import('../features/explain/ExplainPage')
  ),
  page('slices', 'work', 'report', 'Slices', icons.IconSlices, 'Where is it worst?', () => import('../features/slices/SlicesPage')),
  page(
    'compare',
    'work',
    'report',
    'Compare',
    icons.IconCompare,
    'Which of two models?',
    () => import('../features/comparison/ComparisonPage')
  ),
  page(
    'findings',
    'work',
    'report',
    'Findings',
    icons.IconFindings,
    'What needs an answer?',
    () => import('../features/findings/FindingsPage')
  ),
  page(
    'report',
    'work',
    'report',
    'Report',
    icons.IconReport,
    'What goes out, and who stands behind it?',
    () => import('../features/report/ReportPage')
  ),
  page(
    'verify',
    'tool',
    'nothing',
    'Verify',
    icons.IconVerify,
    'Was this report altered, and who signed it?',
    () => import('../features/verify/VerifyPage')
  ),
  page(
    'keys',
    'tool',
    'nothing',
    'Keys and trust',
    icons.IconKeys,
    'Who may sign here, and whose signatures count?',
    () => import('../features/keys/KeysPage')
  ),
  page(
    'settings',
    'tool',
    'nothing',
    'Settings',
    icons.IconSettings,
    'How should Assay behave on this computer?',
    () => import('../features/settings/SettingsPage')
  ),
  page(
    'about',
    'tool',
    'nothing',
    'About',
    icons.IconInfo,
    'What is running here, and can anything leave?',
    () => import('../features/about/AboutPage')
  )
]

export const pageOf = (id: string): Page | undefined => PAGES.find((one) => one.id === id)

const idle = (): Promise<void> => new Promise((done) => requestIdleCallback(() => done()))

/** Fetches the pages one by one while nothing else is to be done, so that the first visit of each need not wait for its code. */
export async function fetchPages(): Promise<void> {
  for (const { load } of PAGES) {
    await idle()
    await load()
  }
}
