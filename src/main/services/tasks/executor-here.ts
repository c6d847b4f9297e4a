import { AssayError } from '../../../shared/model/errors'
import type { Explorer } from '../../core/fairness/explore/explorer'
import type { Executor, OrderOf, ResultOf, TaskName } from '../../ports/executor'
import type { Job } from '../job'
import { draftReport } from './draft-report'
import { exploreRows } from './explore-rows'
import { profileDataset } from './profile-dataset'
import { searchSlices } from './search-slices'
import { typesetReport } from './typeset-report'
import type { WorkPorts } from './work-ports'

type Work = { [T in TaskName]: (order: OrderOf<T>, job: Job) => Promise<ResultOf<T>> | ResultOf<T> }

/** Does the work in the calling thread. */
export function executorHere(ports: WorkPorts): Executor {
  let held: Explorer | null = null
  const explorer = (): Explorer => {
    if (held === null) throw new AssayError('project/exploration-closed', undefined)
    return held
  }
  const work: Work = {
    report: (order, job) => draftReport(ports, order, job),
    print: (content) => typesetReport(ports, content),
    made: () => ports.made(),
    profile: (order, job) => profileDataset(ports, order, job),
    slices: (order, job) => searchSlices(ports, order, job),
    explore: async (order, job) => {
      held = await exploreRows(ports, order, job)
      return held.overview
    },
    answer: (question) => explorer().answer(question),
    lines: (question) => explorer().lines(question),
    scores: (over) => explorer().scores(over)
  }
  return {
    run: async (task, order, job) => work[task](order, job),
    close: () => (held = null)
  }
}
