import { ActionIcon } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Measure } from '../../shared/model/measure'
import { figures, type View } from '../../shared/reading/view'
import { percent, probability } from '../../shared/words/format'
import { citationOf } from '../../shared/reading/citation'
import { atText, comparedText, METHOD, remarkText, specOf, TEST } from '../../shared/words/words'
import { CopyButton } from '../components/CopyButton'
import { Hash } from '../components/Hash'
import { IconClose } from '../components/icons'
import { VerdictSign } from '../components/VerdictSign'
import { hideEvidence, useEvidence } from '../state/evidence'
import { useOpenReport } from '../state/report'
import styles from './drawer.module.css'

/** Where a number comes from. Esc closes it and gives the focus back to the number. */
export function EvidenceDrawer() {
  const id = useEvidence((state) => state.measure)
  const open = useOpenReport()
  const measure = id === null ? undefined : open?.view.measure(id)
  return open === null || measure === undefined ? null : <Drawer view={open.view} measure={measure} />
}

function Drawer({ view, measure }: { view: View; measure: Measure }) {
  const aside = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    aside.current?.focus()
    return () => {
      if ((before instanceof HTMLElement || before instanceof SVGElement) && before.isConnected) before.focus()
    }
  }, [measure.id])
  return (
    <aside ref={aside} className={styles.drawer} aria-label="Evidence" tabIndex={-1}>
      <div className={styles.head}>
        <h2>{specOf(measure).name}</h2>
        <ActionIcon aria-label="Close the evidence" onClick={hideEvidence}>
          <IconClose size={16} />
        </ActionIcon>
      </div>
      <Headline view={view} measure={measure} />
      <Facts view={view} measure={measure} />
      <div className={styles.actions}>
        <CopyButton text={citationOf(view, measure)} label="Copy as citation" words />
        <CopyButton text={JSON.stringify(measure, null, 2)} label="Copy as JSON" words />
      </div>
    </aside>
  )
}

function Headline({ view, measure }: { view: View; measure: Measure }) {
  const { estimate, interval } = figures(view, measure)
  const at = atText(measure.at)
  return (
    <>
      <p className="muted">
        {comparedText(measure)}
        {at === '' ? '' : `; ${at}`}
      </p>
      <p className={styles.number}>{estimate}</p>
      <p>
        {measure.interval === null
          ? 'no interval'
          : `${percent(measure.interval.level, 0)} interval ${interval}, ${METHOD[measure.interval.method].name}`}
      </p>
      {view.verdicts(measure.id).map((verdict) => (
        <p key={verdict.criterion}>
          <VerdictSign verdict={verdict.verdict} /> by {verdict.criterion}
        </p>
      ))}
    </>
  )
}

function Facts({ view, measure }: { view: View; measure: Measure }) {
  const spec = specOf(measure)
  const scan = view.report.scans.find(({ id }) => id === measure.evidence.scan)
  const remark = remarkText(measure)
  return (
    <dl className={styles.list}>
      {remark === '' ? null : <Fact term="To be read with care">{remark}</Fact>}
      <Fact term={measure.n.reference === null ? 'Rows' : 'Rows of the group / of the reference'}>{figures(view, measure).n}</Fact>
      {measure.test === null ? null : (
        <Fact term="Test">
          {TEST[measure.test.method]}: p {probability(measure.test.p)}, adjusted {probability(measure.test.adjusted)} among {measure.test.m}{' '}
          of the family “{measure.test.family}”
        </Fact>
      )}
      <Fact term="Formula">{measure.evidence.formula}</Fact>
      <Fact term="Source of the formula">{spec.source}</Fact>
      {measure.interval === null ? null : <Fact term="Source of the interval">{METHOD[measure.interval.method].source}</Fact>}
      <Fact term="Better is">{TOWARD[spec.toward]}</Fact>
      <Fact term="Rows taken">{measure.evidence.filter === '' ? 'all rows of the part' : measure.evidence.filter}</Fact>
      {scan === undefined ? null : (
        <Fact term={`Scan “${scan.id}”`}>
          part {scan.part}, columns {scan.columns.join(', ')}
        </Fact>
      )}
      <Fact term="Input files, SHA-256">
        {measure.evidence.inputs.map((sha256) => (
          <div key={sha256}>
            <Hash value={sha256} what="the digest of the input" digits={24} />
          </div>
        ))}
      </Fact>
      <Fact term="In the report">
        {view.evidence(measure.id)}, <span className="mono">{measure.id}</span>
      </Fact>
    </dl>
  )
}

const TOWARD = { high: 'higher', low: 'lower', zero: 'nearer to zero', one: 'nearer to one', none: 'neither: it describes' } as const

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
