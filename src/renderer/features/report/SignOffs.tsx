import { timeText } from '../../../shared/words/format'
import { Hash } from '../../components/Hash'
import { Panel } from '../../components/Panel'
import type { OpenReport } from '../../state/report'
import styles from './report.module.css'

/** Who signed so far. Names are claims; keys are compared by a second channel. */
export function SignOffs({ open }: { open: OpenReport }) {
  return (
    <Panel title="Signatures">
      <p>
        Report <Hash value={open.digest} what="the digest of the report" digits={16} />
      </p>
      {open.signOffs.length === 0 ? <p className="muted">Nobody has signed this report yet.</p> : null}
      <ol className={styles.signOffs}>
        {open.signOffs.map((one) => (
          <li key={one.keyId}>
            <strong>{one.role}</strong>: claims to be {one.claimedName}, {one.decision === 'accept' ? 'accepts' : 'dissents'}
            <div className="muted">time claimed: {timeText(one.claimedTime)}</div>
            {one.reasons === '' ? null : <div>Reasons: {one.reasons}</div>}
            {one.independence === '' ? null : <div>Independence: {one.independence}</div>}
            <div>
              key <Hash value={one.keyId} what={`the key of ${one.claimedName}`} digits={16} />
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
