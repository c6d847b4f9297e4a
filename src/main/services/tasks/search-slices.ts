import type { OrderOf, ResultOf } from '../../ports/executor'
import { findSlices, outsetOf } from '../../core/slices/find-slices'
import { wholeHalf } from '../../core/slices/tested'
import { figuresIn, measured, slicesInput } from '../assessments/assess-slices'
import type { Job } from '../job'
import type { WorkPorts } from './work-ports'

/** The worst slices of the discovery half, with that half's own figures. Outcomes of the test half are not looked at. */
export async function searchSlices(ports: WorkPorts, order: OrderOf<'slices'>, job: Job): Promise<ResultOf<'slices'>> {
  const { plan, part, dataFolder, dataset } = order
  const store = await ports.openStore(dataFolder)
  try {
    const work = { plan, kernels: ports.kernels }
    const open = {
      part,
      dataset: await store.open(ports.files.join(dataFolder, `${dataset}.duckdb`)),
      controlTotals: [],
      ownersManifest: []
    }
    const search = await slicesInput(work, open, dataset, job)
    const outset = outsetOf(search)
    const figures = figuresIn(work, search, outset, 'discovery', job)
    const whole = wholeHalf(outset.metric, figures(null), 'discovery')
    const { slices, searched, untold } =
      whole.measure.estimate === null ? { slices: [], searched: 0, untold: 0 } : findSlices(search, outset)
    return {
      rows: outset.halves.discovery.reduce((total, one) => total + one, 0),
      searched,
      untold,
      whole: whole.measure,
      slices: measured(slices, outset, figures, 'discovery', job).map((one) => ({
        whole: one.whole.measure,
        difference: one.difference.measure
      }))
    }
  } finally {
    await store.close()
  }
}
