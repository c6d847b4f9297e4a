import { Suspense, useEffect, useRef } from 'react'
import { EmptyState } from '../components/EmptyState'
import { ErrorNote } from '../components/ErrorNote'
import { QuestionTitle } from '../components/QuestionTitle'
import { hideEvidence } from '../state/evidence'
import { useReport } from '../state/report'
import { useSession } from '../state/session'
import { useStartUp } from '../state/start-up'
import { ErrorBoundary } from './ErrorBoundary'
import { pageOf, type Page } from './pages'
import { hrefOf, useRoute } from './router'
import { showsOf } from './shows'
import styles from './shell.module.css'

/** The page that the address names. A change of page moves the focus to it and says its name. */
export function PageView() {
  const { page: id } = useRoute()
  const page = pageOf(id)
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  useEffect(() => {
    document.title = page === undefined ? 'Assay' : `${page.name} – Assay`
    if (!first.current) {
      main.current?.focus()
      main.current?.scrollTo(0, 0)
    }
    first.current = false
    hideEvidence()
  }, [page])
  return (
    <main id="main" ref={main} className={styles.main} tabIndex={-1}>
      <ErrorBoundary key={id}>
        <Suspense fallback={page === undefined ? null : <QuestionTitle>{page.asks}</QuestionTitle>}>
          {page === undefined ? <NoSuchPage /> : <Guarded page={page} />}
        </Suspense>
      </ErrorBoundary>
    </main>
  )
}

function NoSuchPage() {
  return (
    <EmptyState title="There is no such page" action={<a href={hrefOf('start')}>Go to the start</a>}>
      The address names a page that this version of Assay does not have.
    </EmptyState>
  )
}

/** A page only where what it needs is open; else how to get there. */
function Guarded({ page }: { page: Page }) {
  const folder = useSession((state) => state.folder)
  const project = useSession((state) => state.project)
  const said = useSession((state) => state.said)
  const asking = useStartUp(({ phase }) => phase === 'asking')
  if (asking) return null
  if (page.needs === 'nothing') return <page.View />
  const title = <QuestionTitle>{page.asks}</QuestionTitle>
  if (said !== null) return withTitle(title, <ErrorNote said={said} next={<a href={hrefOf('start')}>Open another project</a>} />)
  if (folder === null)
    return withTitle(
      title,
      <EmptyState title="No project is open" action={<a href={hrefOf('start')}>Go to the start</a>}>
        {showsOf(page.id)} A project is a folder that holds all of it: bring data, open one, or look at the sample.
      </EmptyState>
    )
  if (project === null) return title
  return page.needs === 'project' ? <page.View /> : <WithReport page={page} title={title} />
}

function WithReport({ page, title }: { page: Page; title: React.ReactNode }) {
  const state = useReport()
  if (state.kind === 'open') return <page.View />
  if (state.kind === 'failed') return withTitle(title, <ErrorNote said={state.said} />)
  if (state.kind === 'loading') return title
  return withTitle(
    title,
    <EmptyState title="No audit has run yet" action={<a href={hrefOf('plan')}>Go to the plan</a>}>
      {showsOf(page.id)} Import the data, write the plan, and run it: then it is here, every figure with its interval and its evidence.
    </EmptyState>
  )
}

const withTitle = (title: React.ReactNode, body: React.ReactNode): React.JSX.Element => (
  <>
    {title}
    {body}
  </>
)
