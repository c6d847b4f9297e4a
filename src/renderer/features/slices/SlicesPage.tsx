import { useMemo } from 'react'
import { METRICS } from '../../../shared/model/metrics'
import { forest } from '../../../shared/reading/forest'
import { searchOf, slicesOf, worstSentence, type ReadSlice } from '../../../shared/reading/slices'
import { remarkText, specOf } from '../../../shared/words/words'
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
import { SliceTable } from './SliceTable'
import styles from './slices.module.css'

/** Where the model does worst, in the half of the rows that the search had not seen. */
export default function SlicesPage() {
  const open = useOpenReport()
  const search = useMemo(() => (open === null ? null : searchOf(open.view)), [open])
  return (
    <>
      <QuestionTitle>{ABOUT.slices.asks}</QuestionTitle>
      {open === null ? null : search === null ? (
        <NotRun about={ABOUT.slices} />
      ) : search.whole.estimate === null ? (
        <Sentence>
          Not answered: {specOf(search.whole).name.toLowerCase()} is {remarkText(search.whole)}. The plan can name another metric under
          assessments.slices.
        </Sentence>
      ) : (
        <Slices open={open} text={search.text} />
      )}
    </>
  )
}

function Slices({ open, text }: { open: OpenReport; text: string }) {
  const { view } = open
  const slices = useMemo(() => slicesOf(view), [view])
  const differences = useMemo(() => slices.map(({ difference }) => difference), [slices])
  const drawn = useMemo(() => forest(view, differences, 'slice'), [view, differences])
  const maps = useMemo(() => materialOf(open.report, 'slices').exhibits, [open])
  const [first] = differences
  return (
    <>
      <Sentence>{worstSentence(view, slices)}</Sentence>
      {first === undefined ? null : (
        <div className={styles.main}>
          <ForestFigure
            drawn={drawn}
            title={`${METRICS[first.metric].name} by slice`}
            measures={differences}
            colourOf={() => inkOf(0).colour}
            toward={METRICS[first.metric].toward}
            note={drawn === null ? '' : partDrawn(drawn.rows.length, differences.length)}
          />
          <SliceTable open={open} slices={slices} />
        </div>
      )}
      {maps.map((map) => (
        <WhenSeen key={map.id} height={320}>
          <ExhibitView exhibit={map} />
        </WhenSeen>
      ))}
      <p className="muted">{text}</p>
      <p className="muted">{late(slices)}A slice describes rows, not what makes them differ.</p>
    </>
  )
}

const late = (slices: readonly ReadSlice[]): string =>
  slices.some(({ postHoc }) => postHoc) ? 'Slices without p were chosen after the rows had been looked at. ' : ''
