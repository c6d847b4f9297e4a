import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import * as icons from '../components/icons'

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
  View: LazyExoticComponent<ComponentType>
}

const page = (id: string, kind: Page['kind'], needs: Page['needs'], name: string, icon: Icon, asks: string, load: Loader): Page => ({
  id,
  name,
  asks,
  icon,
  kind,
  needs,
  View: lazy(load)
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
  page(
    'fairness',
    'work',
    'report',
    'Fairness',
    icons.IconFairness,
    'Are groups treated alike?',
    () => import('../features/fairness/FairnessPage')
  ),
  page(
    'findings',
    'work',
    'report',
    'Findings',
    icons.IconFindings,
    'What needs an answer?',
    () => import('../features/findings/FindingsPage')
  )
]

export const pageOf = (id: string): Page | undefined => PAGES.find((one) => one.id === id)
