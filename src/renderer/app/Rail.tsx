import { useOpenReport } from '../state/report'
import { PAGES, type Page } from './pages'
import { hrefOf, useRoute } from './router'
import styles from './shell.module.css'

/** The auditor's order of work; below it what needs no project. */
export function Rail() {
  const { page } = useRoute()
  const findings = useOpenReport()?.report.findings.length
  const link = (one: Page): React.JSX.Element => (
    <RailLink key={one.id} page={one} current={one.id === page} count={one.id === 'findings' ? findings : undefined} />
  )
  return (
    <nav className={styles.rail} aria-label="Pages">
      {PAGES.filter((one) => one.kind !== 'tool').map(link)}
      <div className={styles.railGap} />
      {PAGES.filter((one) => one.kind === 'tool').map(link)}
    </nav>
  )
}

function RailLink({ page, current, count }: { page: Page; current: boolean; count: number | undefined }) {
  return (
    <a className={styles.railLink} href={hrefOf(page.id)} aria-current={current ? 'page' : undefined} title={page.asks}>
      <page.icon size={16} stroke={1.6} aria-hidden />
      <span className={styles.railName}>{page.name}</span>
      {count === undefined ? null : <span className={styles.railCount}>{count}</span>}
    </a>
  )
}
