import { useEffect, useState } from 'react'
import { count } from '../../shared/words/format'
import { host, useConnection } from '../state/connection'
import { useJobs, type Job } from '../state/jobs'
import { useOpenReport } from '../state/report'
import { progressText } from '../components/duration'
import { notifyError } from './notify'
import styles from './shell.module.css'

/** A window starts its engine again; a page waits for the host that somebody else runs. */
const lostSentence = {
  window: 'The engine stopped; it is being started again.',
  page: 'The engine does not answer; this page goes on when it does. If it was ended, start “assay serve” again and open its new link.'
}

export function StatusBar() {
  const lost = useConnection((state) => state.status === 'lost')
  const { jobs, places } = useJobs()
  const open = useOpenReport()
  return (
    <footer className={styles.status}>
      <div className={styles.works}>
        {lost ? (
          <span className={styles.lost} role="alert">
            {lostSentence[host().kind]} Nothing that was saved is lost.
          </span>
        ) : null}
        {places.map(({ key, name }) => {
          const job = jobs.find((one) => one.key === key)
          return job === undefined ? <Ended key={key} name={name} /> : <Work key={key} job={job} />
        })}
      </div>
      {open === null ? null : (
        <div className={styles.facts}>
          <span>{count(open.report.data.reduce((sum, part) => sum + part.rows, 0))} rows</span>
          <span title={`Report ${open.digest}`}>
            report <span className="mono">{open.digest.slice(0, 8)}</span>
          </span>
          <span title={`Seed ${open.report.seed}`}>
            seed <span className="mono">{open.report.seed.slice(0, 8)}</span>
          </span>
          <span>Assay {open.report.made.version}</span>
        </div>
      )}
    </footer>
  )
}

/** As wide as the work was, so that a button beside it does not move from under the pointer. */
const Ended = ({ name }: { name: string }) => (
  <div className={`${styles.work} ${styles.ended}`} aria-hidden="true">
    <span className={styles.workName}>{name}</span>
    <div className={styles.bar} />
    <span className={styles.cancel}>Cancel</span>
    <span className={styles.workWords} />
  </div>
)

/** A bar for a second, then words, time left and cancel: it stands before the words, which change under way. */
function Work({ job }: { job: Job }) {
  const now = useNow()
  const elapsed = now - job.startedAt
  const { fraction } = job.progress
  return (
    <div className={styles.work}>
      <span className={styles.workName}>{job.name}</span>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={job.name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={fraction === null ? undefined : Math.round(fraction * 100)}
      >
        {fraction === null ? (
          <div className={styles.barUnknown} />
        ) : (
          <div className={styles.barFill} style={{ width: `${fraction * 100}%` }} />
        )}
      </div>
      <button
        type="button"
        className={styles.cancel}
        style={{ visibility: elapsed < 1000 ? 'hidden' : 'visible' }}
        aria-label={`Cancel: ${job.name}`}
        onClick={() => void job.cancel().catch(notifyError)}
      >
        Cancel
      </button>
      <span className={styles.workWords}>{elapsed < 1000 ? '' : progressText(job.progress, now - job.stepAt)}</span>
    </div>
  )
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 200)
    return () => clearInterval(timer)
  }, [])
  return now
}
