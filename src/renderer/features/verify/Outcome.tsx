import { timeText } from '../../../shared/words/format'
import type { Verdict } from '../../../shared/model/verification'
import { Hash } from '../../components/Hash'
import { Panel } from '../../components/Panel'
import type { Brought, Found } from './use-verification'
import { gradeOf, STEP_WORDS, VERDICT_WORDS } from './verdict-words'
import styles from './verify.module.css'

const SIGNS = { good: '●', open: '◆', bad: '▲' } as const

/** Shape, word and colour. */
function Code({ code }: { code: Verdict }) {
  const grade = gradeOf(code)
  return (
    <span className={styles[grade]}>
      <span aria-hidden>{SIGNS[grade]}</span> {code}
    </span>
  )
}

/** The verdict, the claims, and each step with its code. */
export function Outcome({ found: { verification, claims }, brought }: { found: Found; brought: Brought }) {
  const { verdict, steps, signers, report } = verification
  return (
    <div className={styles.panels} aria-live="polite">
      <Panel title="Verdict">
        <p className={styles.verdict}>
          <Code code={verdict} />
        </p>
        <p>{VERDICT_WORDS[verdict]}</p>
        {report === null ? null : (
          <p>
            Report <Hash value={report} what="the digest of the report" digits={64} />
          </p>
        )}
      </Panel>
      <Panel title="The recipe">
        <ol className={styles.steps}>
          {steps.map(({ step, code, detail }) => (
            <li key={`${step} ${code} ${detail}`}>
              <span className={styles.step}>{STEP_WORDS[step]}</span>
              <Code code={code} />
              <span className={styles.detail}>{detail}</span>
            </li>
          ))}
        </ol>
      </Panel>
      {signers.length === 0 ? null : (
        <Panel title="Who signed">
          <ol className={styles.signers}>
            {signers.map((one) => (
              <li key={one.keyId}>
                <strong>{one.role}</strong>:{' '}
                {one.trustedName === null ? `claims to be ${one.claimedName}` : `${one.trustedName}, by your trust file`};{' '}
                {one.decision === 'accept' ? 'accepts' : 'dissents'}
                <div className="muted">time claimed by the signer’s computer: {timeText(one.claimedTime)}</div>
                {one.reasons === '' ? null : <div>Reasons: {one.reasons}</div>}
                {one.independence === '' ? null : <div>Independence: {one.independence}</div>}
                <div>
                  key <Hash value={one.keyId} what={`the key of ${one.claimedName}`} digits={64} />
                </div>
              </li>
            ))}
          </ol>
        </Panel>
      )}
      {claims === null ? null : (
        <Panel title="What the report says of itself">
          <dl className={styles.claims}>
            <dt>Title</dt>
            <dd>{claims.title}</dd>
            <dt>Model</dt>
            <dd>{claims.model}</dd>
            <dt>Time claimed</dt>
            <dd>{timeText(claims.at)}</dd>
            <dt>Build that made it</dt>
            <dd>
              <Hash value={claims.build} what="the digest of the build" digits={16} />
            </dd>
          </dl>
          <p className="muted">
            {brought.trust === null
              ? 'These are claims: you brought no trust file.'
              : 'Claims of the report; the verdict above says what was checked.'}
          </p>
        </Panel>
      )}
    </div>
  )
}
