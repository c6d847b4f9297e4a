import { InvalidArgumentError, type Command } from 'commander'
import { isSlicedMetric, SLICED_METRICS, type SlicedMetric } from '../../../../shared/model/assessments/slices'
import { METRICS, metricNamed } from '../../../../shared/model/metrics'
import { figureTexts } from '../../../../shared/words/figure-texts'
import { conditionsText, remarkText } from '../../../../shared/words/words'
import type { SlicesOutcome } from '../../../services/explore-slices'
import { asJob, contextOf } from '../context'
import { bold, columns, dim, say } from '../terminal'

type Options = { metric?: SlicedMetric; worst?: 'low' | 'high'; columns?: string[]; depth?: number; carried?: number }

const HELP = `
Rows are dealt into two halves by person, always the same for the same data. This command searches one of them and shows its figures: they were chosen for
looking bad, so they have neither p-value nor verdict. The other half stays unseen until an audit tests the slices there: assessments: { slices: {} } in the plan.`

export function addSlices(program: Command): void {
  program
    .command('slices <plan>')
    .description('search where the model does worst, in one half of the rows; an audit tests what is found on the other half')
    .option('--metric <name>', `what is worst: ${Object.keys(SLICED_METRICS).join(', ')}`, metricOption)
    .option('--worst <end>', 'which end is worst, low or high, where the metric does not say', endOption)
    .option('--columns <name...>', 'columns to cross (features, protected and control columns, if left out)')
    .option('--depth <n>', 'most conditions a slice, 1 to 3', within(1, 3))
    .option('--carried <n>', 'most slices, 1 to 30', within(1, 30))
    .addHelpText('after', HELP)
    .action(async (plan: string, asked: Options, command: Command) => {
      const { assay, options } = contextOf(command)
      const outcome = await asJob('The search', (job) => assay.slices(options.project, { plan, asked }, job))
      if (options.json) say(JSON.stringify({ ...outcome, plan: undefined }))
      else printSlices(outcome)
    })
}

function metricOption(said: string): SlicedMetric {
  const metric = metricNamed(said)
  if (metric === undefined || !isSlicedMetric(metric))
    throw new InvalidArgumentError(`Give one of ${Object.keys(SLICED_METRICS).join(', ')}.`)
  return metric
}

function endOption(said: string): 'low' | 'high' {
  if (said !== 'low' && said !== 'high') throw new InvalidArgumentError('Give low or high.')
  return said
}

const within =
  (least: number, most: number) =>
  (said: string): number => {
    const n = Number(said)
    if (!Number.isInteger(n) || n < least || n > most) throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`)
    return n
  }

function printSlices({ whole, slices, searched, rows, untold, depth }: SlicesOutcome): void {
  const { name } = METRICS[whole.metric]
  if (whole.estimate === null) {
    say(`${name} is ${remarkText(whole)}: name another with --metric.`)
    return
  }
  const conditions = depth === 1 ? 'conditions' : `conjunctions of up to ${depth} conditions`
  say(bold(`${name} ${figureTexts(whole).estimate} in the discovery half`) + dim(`  ${rows.toLocaleString('en')} rows`))
  say(
    `${searched.toLocaleString('en')} ${conditions} had enough rows; ${slices.length === 0 ? 'none stands out.' : `the worst ${slices.length}:`}`
  )
  if (slices.length > 0)
    say(
      columns([
        ['slice', 'n', name.toLowerCase(), 'from all others', 'interval'].map(dim),
        ...slices.map((slice) => {
          const gap = figureTexts(slice.difference)
          return [
            conditionsText(slice.difference.group),
            `${slice.whole.n.group}`,
            figureTexts(slice.whole).estimate,
            gap.estimate,
            dim(gap.interval)
          ]
        })
      ])
    )
  if (untold > 0) say(dim(`${untold} left out: they would tell of few rows (suppress_below).`))
  say(dim('Chosen in these very rows: no p-value, no verdict. An audit with assessments: { slices: {} } tests them on the other half.'))
}
