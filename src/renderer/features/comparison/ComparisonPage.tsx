import { useMemo } from 'react'
import {
  changesOf,
  contestsOf,
  contestSentence,
  differencesForest,
  differencesOf,
  gapsForest,
  outsetSentence,
  type Contest
} from '../../../shared/reading/comparison'
import { ExhibitView } from '../../charts/ExhibitView'
import { ForestFigure } from '../../charts/ForestFigure'
import { inkOf } from '../../charts/palette'
import { QuestionTitle } from '../../components/QuestionTitle'
import { Sentence } from '../../components/Sentence'
import { WhenSeen } from '../../components/WhenSeen'
import { useOpenReport, type OpenReport } from '../../state/report'
import { ABOUT } from '../assessment/about'
import { materialOf } from '../assessment/choice'
import { NotRun } from '../assessment/NotRun'
import { partDrawn } from '../fairness/part-drawn'
import { FiguresTable } from './FiguresTable'
import { GroupsTable } from './GroupsTable'
import styles from './comparison.module.css'

/** The audited model and each challenger on the rows that all of them judge. */
export default function ComparisonPage() {
  const open = useOpenReport()
  const contests = useMemo(() => (open === null ? [] : contestsOf(open.view).filter(({ rows }) => rows !== null)), [open])
  return (
    <>
      <QuestionTitle>{ABOUT.comparison.asks}</QuestionTitle>
      {open === null ? null : contests.length === 0 ? (
        <NotRun about={ABOUT.comparison} />
      ) : (
        contests.map((contest) => <ContestView key={contest.challenger} open={open} contest={contest} several={contests.length > 1} />)
      )}
    </>
  )
}

function ContestView({ open, contest, several }: { open: OpenReport; contest: Contest; several: boolean }) {
  const { view } = open
  const { champion, challenger } = contest
  const differences = useMemo(() => differencesOf(contest), [contest])
  const changes = useMemo(() => changesOf(contest), [contest])
  const drawn = useMemo(() => ({ differences: differencesForest(view, contest), gaps: gapsForest(view, contest) }), [view, contest])
  const matrices = useMemo(
    () => materialOf(open.report, 'comparison').exhibits.filter(({ at }) => at.model === challenger),
    [open, challenger]
  )
  return (
    <section aria-label={`${champion} and ${challenger}`}>
      {several ? (
        <h2>
          {champion} or {challenger}
        </h2>
      ) : null}
      <Sentence>{contestSentence(view, contest)}</Sentence>
      <p className="muted">{outsetSentence(view, contest)}</p>
      <div className={styles.pair}>
        <ForestFigure
          drawn={drawn.differences}
          title={`Differences, ${challenger} less ${champion}`}
          measures={differences}
          colourOf={() => inkOf(0).colour}
          toward="zero"
        />
        <FiguresTable open={open} contest={contest} />
      </div>
      {matrices.length === 0 ? null : (
        <div className={styles.pair}>
          {matrices.map((matrix) => (
            <WhenSeen key={matrix.id} height={260}>
              <ExhibitView exhibit={matrix} />
            </WhenSeen>
          ))}
        </div>
      )}
      {contest.groups.length === 0 ? null : (
        <div className={styles.stack}>
          <ForestFigure
            drawn={drawn.gaps}
            title="Change of each group’s gap in selection"
            measures={changes}
            colourOf={() => inkOf(0).colour}
            toward="zero"
            note={`${drawn.gaps === null ? '' : partDrawn(drawn.gaps.rows.length, changes.length)}Where a group lies below its reference, right of the line is closer to it. `}
          />
          <GroupsTable open={open} contest={contest} />
        </div>
      )}
      <p className="muted">
        All figures are of the rows that every model judges. A challenger that was fitted to these rows, or chosen by them, looks better
        here than it is.
      </p>
    </section>
  )
}
