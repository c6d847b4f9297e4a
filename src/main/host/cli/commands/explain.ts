import { InvalidArgumentError, Option, type Command } from 'commander'
import type { ExplainOutcome } from '../../../services/explain-model'
import { asJob, contextOf } from '../context'
import { bold, dim, red, say, yellow } from '../terminal'

type Options = {
  model: string
  data: string[]
  out: string
  background?: string[]
  interactions: boolean
  probability: boolean
  correlated: boolean
  class?: string
  match: 'name' | 'order'
  categories: Readonly<Record<string, readonly string[]>>
  group: Readonly<Record<string, readonly string[]>>
  errors: boolean
  evaluations: number
  backgroundRows: number
  seed?: string
}

const HELP = `
Values are exact Shapley values of the model's raw margin (log-odds, or the value itself), unless --probability is given. Without --background
absent features follow the training weights that a tree model's file holds; with it they are drawn from that file's rows, all of them.
With --group several features enter and leave together, as one: not the sum of what each contributes alone.
With --interactions a feature's column holds its main effect, and each pair's column the whole interaction of both.

A model without a formula (another ONNX graph, leaves that are linear models) is asked again with values of background rows: exactly with up to
12 features, otherwise by permutations walked both ways until standard errors are small or the predictions for a row are used up.`

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('write what each feature contributed to each score: one column a feature in the model’s order, bias last')
    .requiredOption('--model <file>', 'the model: XGBoost, LightGBM, CatBoost, ONNX, linear model or scorecard')
    .requiredOption('--data <data...>', 'files, folders or globs of the rows to explain')
    .requiredOption('--out <file>', 'the file to write, .csv or .parquet')
    .option('--background <data...>', 'rows that absent features take their values from (interventional)')
    .option('--interactions', 'also how much each pair of features contributed together', false)
    .option('--probability', 'contributions to the probability instead of the raw margin; needs --background', false)
    .option('--correlated', 'absent features of a linear model follow present ones, by the background’s covariances', false)
    .option('--class <name>', 'the output to explain, where the model has several')
    .addOption(new Option('--match <how>', 'how features find their columns').choices(['name', 'order']).default('name'))
    .option(
      '--categories <feature=values>',
      'a text column’s values in the order of the model’s codes, where its file has none: home=own,rent',
      listed,
      {}
    )
    .option('--group <name=features>', 'features that count as one, in a column of that name: home=owns,rents', grouped, {})
    .option('--errors', 'also the standard error of each value', false)
    .option('--evaluations <n>', 'for a model without a formula: the most predictions for one row', whole, 200_000)
    .option('--background-rows <n>', 'for a model without a formula: so many rows of the background, drawn', whole, 200)
    .option('--seed <text>', 'for a model without a formula: where draws begin (its digest, if left out)')
    .addHelpText('after', HELP)
    .action(async (given: Options, command: Command) => {
      const { assay, options } = contextOf(command)
      const { class: output, background, seed, group: groups, ...rest } = given
      const order = { ...rest, groups, reading: {}, background: background ?? null, output: output ?? null, seed: seed ?? null }
      const outcome = await asJob('The explanation', (job) => assay.explain(options.project, order, job))
      if (options.json) say(JSON.stringify(outcome))
      else printExplanation(outcome)
      process.exitCode = outcome.residual <= outcome.tolerance ? 0 : 1
    })
}

/** One `name=a,b,c` more. */
function grouped(said: string, before: Options['group']): Options['group'] {
  const at = said.indexOf('=')
  const features = said.slice(at + 1).split(',')
  if (at < 1 || features.length < 2) throw new InvalidArgumentError('Write name=first,second,… with two features or more.')
  if (Object.hasOwn(before, said.slice(0, at))) throw new InvalidArgumentError('Each group is named once.')
  return { ...before, [said.slice(0, at)]: features }
}

/** One `feature=a,b,c` more. */
function listed(said: string, before: Options['categories']): Options['categories'] {
  const at = said.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Write feature=first,second,… in the order of the codes.')
  return { ...before, [said.slice(0, at)]: said.slice(at + 1).split(',') }
}

function whole(said: string): number {
  const n = Number(said)
  if (!Number.isSafeInteger(n) || n < 1) throw new InvalidArgumentError('A whole number of at least 1 is needed.')
  return n
}

const count = (n: number): string => n.toLocaleString('en')
const figure = (x: number): string => String(Number(x.toPrecision(6)))

const unlistedText = ({ feature, rows, of, named }: ExplainOutcome['unlisted'][number]): string =>
  `${count(rows)} of ${count(of)} rows of ${named} ${rows === 1 ? 'has' : 'have'} a value of ${JSON.stringify(feature)} that --categories does not name: the model reads it as the code −1, which stands for none of the listed values`

function printExplanation({
  out,
  model,
  rows,
  background,
  perturbation,
  scale,
  bias,
  residual,
  tolerance,
  dataset,
  asked,
  unlisted
}: ExplainOutcome): void {
  say(`${bold(`${count(rows)} rows × ${count(out.columns)} columns`)} → ${out.file}  ${dim(`SHA-256 ${out.sha256}`)}`)
  say(`  model       ${model.file} (${model.library}), output ${model.output}  ${dim(`SHA-256 ${model.sha256}`)}`)
  say(`  data        ${dim(`dataset ${dataset}`)}`)
  const against =
    background === null
      ? 'the data themselves'
      : `${count(asked?.backgroundRows ?? background.rows)} background rows of ${background.named}`
  const how = {
    'path-dependent': 'along the training weights',
    interventional: `against ${against}`,
    'correlation-dependent': `with the means and covariances of ${against}`
  }[perturbation]
  const shown = background === null ? '' : dim(`  dataset ${background.dataset}`)
  const found =
    asked === null || asked.largestError === 0
      ? 'exact'
      : `sampled (standard errors up to ${figure(asked.largestError)}), seed ${asked.seed}`
  say(
    `  values      ${found}, ${how}, of the ${scale === 'margin' ? (asked === null ? 'raw margin' : 'model’s raw output') : 'probability'}${shown}`
  )
  for (const one of unlisted) say(`  values      ${yellow(unlistedText(one))}`)
  say(`  bias        ${figure(bias)}`)
  const sums = `${figure(residual)} (tolerance ${figure(tolerance)})`
  say(
    residual <= tolerance
      ? `  sums        each row’s values and bias give its score up to ${sums}`
      : red(`  sums        a row’s values and bias miss its score by ${sums}`)
  )
}
