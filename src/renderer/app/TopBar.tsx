import { ActionIcon } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { count } from '../../shared/words/format'
import { IconMoon, IconSearch, IconSun } from '../components/icons'
import { VerdictSign } from '../components/VerdictSign'
import { useOpenReport, type Cover } from '../state/report'
import { useSession } from '../state/session'
import { changeSettings } from '../state/settings'
import { notifyError } from './notify'
import { hrefOf } from './router'
import { useTheme } from './use-theme'
import styles from './shell.module.css'

const isMac = navigator.userAgent.includes('Mac')

export function TopBar() {
  const project = useSession((state) => state.project)
  const open = useOpenReport()
  const theme = useTheme()
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <header className={styles.top}>
      <a className={styles.brand} href={hrefOf('start')}>
        Assay
      </a>
      <div className={styles.project}>
        {project === null ? null : <span className={styles.projectName}>{open?.report.plan.effective.title ?? project.name}</span>}
        {(open?.report.data ?? []).map((part) => (
          <span key={part.part} className={styles.part}>
            {part.part} {count(part.rows)} rows
          </span>
        ))}
      </div>
      {open === null ? null : <Lamp cover={open.cover} />}
      <button type="button" className={styles.search} onClick={() => spotlight.open()}>
        <IconSearch size={14} aria-hidden />
        <span>Search or command</span>
        <span className={styles.keys}>{isMac ? '⌘K' : 'Ctrl K'}</span>
      </button>
      <ActionIcon
        aria-label={`Use the ${other} theme`}
        title={`Use the ${other} theme`}
        onClick={() => void changeSettings({ theme: other }).catch(notifyError)}
      >
        {theme === 'dark' ? <IconSun size={16} /> : <IconMoon size={16} />}
      </ActionIcon>
    </header>
  )
}

/** The verdict on the cover: of the primary criteria, after Holm. */
function Lamp({ cover }: { cover: Cover }) {
  const { pass, fail, insufficient } = cover.unadjusted
  if (cover.verdict === 'none') return <span className="muted">no primary criteria</span>
  const counts = `Primary criteria: ${pass} pass, ${fail} fail, ${insufficient} insufficient; adjusted by Holm ${cover.holm.fail} fail`
  return (
    <a href={hrefOf('findings')} title={counts} aria-label={`Verdict: ${cover.verdict}. ${counts}`} style={{ textDecoration: 'none' }}>
      <VerdictSign verdict={cover.verdict} strong />
    </a>
  )
}
