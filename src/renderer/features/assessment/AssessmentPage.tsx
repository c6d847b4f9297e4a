import { useMemo } from 'react'
import type { Exhibit } from '../../../shared/model/exhibit'
import { METRICS, type MetricId } from '../../../shared/model/metrics'
import { useParam } from '../../app/router'
import { ExhibitView } from '../../charts/ExhibitView'
import type { CurvePoint } from '../../charts/specs/curve'
import { QuestionTitle } from '../../components/QuestionTitle'
import { WhenSeen } from '../../components/WhenSeen'
import { showEvidence } from '../../state/evidence'
import { useOpenReport, type OpenReport } from '../../state/report'
import { ABOUT, type About } from './about'
import { AssessmentAnswer } from './AssessmentAnswer'
import { AssessmentControls } from './AssessmentControls'
import {
  courseOf,
  EVERYBODY,
  exhibitsOf,
  materialOf,
  optionsOf,
  picturesOf,
  ranked,
  timelineOf,
  WHOLE,
  type Choice,
  type Material
} from './choice'
import { FeaturePictures } from './FeaturePictures'
import { notCompared, withoutLeftOut } from './not-compared'
import { NotComparedTable } from './NotComparedTable'
import { NotRun } from './NotRun'
import { measureAt } from './point-evidence'
import { RankedTable } from './RankedTable'
import styles from './assessment.module.css'

/** The page of an assessment: what is furthest from what was to be expected, and the pictures of it. */
export function AssessmentPage({ about }: { about: About }) {
  const open = useOpenReport()
  const material = useMemo(() => (open === null ? null : materialOf(open.report, about.assessment)), [open, about])
  return (
    <>
      <QuestionTitle>{about.asks}</QuestionTitle>
      {open === null || material === null ? null : material.measures.length + material.exhibits.length === 0 ? (
        <NotRun about={about} />
      ) : (
        <AssessmentResults open={open} material={material} />
      )}
    </>
  )
}

export const pageAbout = (assessment: keyof typeof ABOUT): { default: () => React.JSX.Element } => ({
  default: () => <AssessmentPage about={ABOUT[assessment]} />
})

/** What a report says of one assessment: a ranked list of one metric, and the pictures. */
export function AssessmentResults({ open, material }: { open: OpenReport; material: Material }) {
  const { view } = open
  const all = useMemo(() => optionsOf(view, material, null), [view, material])
  const [wanted, setMetric] = useParam('metric', '')
  const metric = (all.metrics.find(({ value }) => value === wanted) ?? all.metrics[0])?.value
  return metric === undefined ? (
    <Pictures material={material} feature="" group={EVERYBODY} />
  ) : (
    <OneMetric open={open} material={material} metric={metric} onMetric={setMetric} />
  )
}

type OneMetricProps = { open: OpenReport; material: Material; metric: MetricId; onMetric: (metric: string) => void }

function OneMetric({ open, material, metric, onMetric }: OneMetricProps) {
  const options = useMemo(() => optionsOf(open.view, material, metric), [open, material, metric])
  const [group, setGroup] = useParam('group', EVERYBODY)
  const [window, setWindow] = useParam('window', WHOLE)
  const [model, setModel] = useParam('model', '')
  const [feature, setFeature] = useParam('feature', '')
  const base: Choice = useMemo(
    () => ({
      metric,
      group: options.groups.includes(group) ? group : firstGroup(material, metric, options.groups),
      window: options.windows.includes(window) ? window : firstWindow(material, metric, options.windows),
      model: options.models.includes(model) ? model : (options.models[0] ?? ''),
      feature: ''
    }),
    [material, metric, options, group, window, model]
  )
  const rows = useMemo(() => ranked(material, base), [material, base])
  const chosen = rows.find((m) => m.at.feature === feature) ?? rows[0]
  const pictured = useMemo(() => picturesOf(material, base.model), [material, base.model])
  const choice = useMemo(() => ({ ...base, feature: chosen?.at.feature ?? '' }), [base, chosen])
  return (
    <>
      <AssessmentControls
        options={options}
        choice={choice}
        onMetric={onMetric}
        onGroup={setGroup}
        onWindow={setWindow}
        onModel={setModel}
      />
      <AssessmentAnswer open={open} material={material} ranked={rows} left={notCompared(material, choice).length} />
      <Figures open={open} material={pictured} choice={choice} rows={rows} chosen={chosen?.id ?? null} onFeature={setFeature} />
    </>
  )
}

/** Everybody where the metric is known for everybody, else its first group. */
function firstGroup({ measures }: Material, metric: MetricId, groups: readonly string[]): string {
  return measures.some((m) => m.metric === metric && m.group === null) ? EVERYBODY : (groups[0] ?? EVERYBODY)
}

/** The whole part where the metric is known for it, else the last window. */
function firstWindow({ measures }: Material, metric: MetricId, windows: readonly string[]): string {
  return measures.some((m) => m.metric === metric && m.at.window === undefined) ? WHOLE : (windows.at(-1) ?? WHOLE)
}

type FiguresProps = {
  open: OpenReport
  material: Material
  choice: Choice
  rows: ReturnType<typeof ranked>
  chosen: string | null
  onFeature: (feature: string) => void
}

function Figures({ open, material, choice, rows, chosen, onFeature }: FiguresProps) {
  const title = `${METRICS[choice.metric].name}${choice.feature === '' ? '' : ` of ${choice.feature}`} over time`
  const course = useMemo(() => (choice.group === EVERYBODY ? courseOf(material, choice.metric) : null), [material, choice])
  const timeline = useMemo(() => course ?? timelineOf(material, choice, title), [course, material, choice, title])
  const elsewhere = useMemo(() => withoutLeftOut(without(material, course)), [material, course])
  const { ofFeature } = useMemo(() => exhibitsOf(material, choice), [material, choice])
  const left = useMemo(() => notCompared(material, choice), [material, choice])
  const drawn = ofFeature.some((e) => e.kind === 'curve') && choice.group === EVERYBODY
  const alone = ofFeature.length === 0 && (timeline === null || drawn)
  return (
    <>
      <div className={alone ? `${styles.main} ${styles.alone}` : styles.main}>
        <div className={styles.stack}>
          <RankedTable open={open} rows={rows} choice={choice} chosen={chosen} onFeature={onFeature} />
          <NotComparedTable rows={left} />
        </div>
        <div className={styles.stack}>
          {ofFeature.map((exhibit) => (
            <ExhibitView key={exhibit.id} exhibit={exhibit} onPoint={evidenceOf(material, exhibit)} />
          ))}
          {timeline === null || drawn ? null : <ExhibitView exhibit={timeline} onPoint={evidenceOf(material, timeline)} />}
        </div>
      </div>
      <Pictures material={elsewhere} feature={choice.feature} group={choice.group} />
    </>
  )
}

const without = (material: Material, exhibit: Exhibit | null): Material => ({
  ...material,
  exhibits: material.exhibits.filter((one) => one !== exhibit)
})

/** Shows what stands behind a point of a line over windows. */
const evidenceOf =
  (material: Material, exhibit: Exhibit) =>
  ([series, point]: CurvePoint): void => {
    const measure = exhibit.kind === 'curve' ? measureAt(material, exhibit, series, point) : null
    if (measure !== null) showEvidence(measure.id)
  }

/** Pictures about no single feature, after those of one where the list chose none; each is drawn when it comes into sight. */
function Pictures({ material, feature, group }: { material: Material; feature: string; group: string }) {
  const { ofAll } = useMemo(
    () => exhibitsOf(material, { metric: 'rows', group, window: WHOLE, model: '', feature }),
    [material, group, feature]
  )
  return (
    <div className={styles.below}>
      {feature === '' ? <FeaturePictures material={material} group={group} /> : null}
      {ofAll.map((exhibit) => (
        <WhenSeen key={exhibit.id} height={340}>
          <ExhibitView exhibit={exhibit} onPoint={evidenceOf(material, exhibit)} />
        </WhenSeen>
      ))}
    </div>
  )
}
