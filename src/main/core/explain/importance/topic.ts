import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { FindingDraft } from '../../../../shared/model/finding'
import type { MetricId } from '../../../../shared/model/metrics'
import { undefinedQuantity, withoutInterval, type Quantity } from '../../stats/quantity'
import { about, nothing, type Found, type Output, type Topic } from '../input'
import { kendallTau } from './kendall'
import { cellsOf, exactImportance } from './exact-importance'
import { lossOf, type RowLossName } from './losses'
import { MOST_CELLS } from './moved-importance'
import type { Player } from '../subject'
import type { Permutation } from './permutation'
import { orders, permutationImportance, type Importance } from './permutation-importance'
import { shapImportance } from './shap-importance'
import { subgroupsOf } from './subgroups'
import { swarmOf } from './swarm'

/** Features that have measures of their own; all are in the attached table. */
export const MOST_MEASURED = 60
const MOST_DRAWN = 20

/** What the scores rest on, by three measures, and whether those agree. */
export function importanceTopic(topic: Topic): Output {
  const { players, values, design, plan, subject, table } = topic
  const shap = shapImportance(values, design, plan.level)
  const order = players.map((_, p) => p).sort((a, b) => shap[b]!.share - shap[a]!.share || a - b)
  const gain = gainOf(topic)
  const areaOfOneClass = isAreaOfOneClass(topic)
  const permuted = areaOfOneClass ? null : (topic.moved ?? permutedOf(topic))
  const conditional = areaOfOneClass ? null : (topic.moved?.conditional ?? conditionalOf(topic))
  const found: Found[] = [...residualFound(topic), ...(topic.imported == null ? [errorFound(topic)] : [])]
  if (permuted !== null) found.push({ metric: 'model_loss', quantity: withoutInterval(permuted.baseline, 'a-statistic', rowsOf(topic)) })
  const withoutArea = undefinedQuantity('one-class', rowsOf(topic).n)
  if (areaOfOneClass) found.push({ metric: 'model_loss', quantity: withoutArea })
  for (const p of order.slice(0, MOST_MEASURED)) {
    const at = { feature: players[p]!.name }
    found.push({ metric: 'mean_absolute_contribution', at, quantity: shap[p]!.quantity })
    found.push({ metric: 'contribution_share', at, quantity: withoutInterval(shap[p]!.share, 'a-statistic', rowsOf(topic)) })
    if (permuted !== null) found.push({ metric: 'permutation_importance', at, quantity: permuted.importances[p]!.quantity })
    if (areaOfOneClass) found.push({ metric: 'permutation_importance', at, quantity: withoutArea })
    if (conditional !== null) found.push({ metric: 'permutation_importance_conditional', at, quantity: conditional[p]! })
    if (gain !== null) found.push({ metric: 'gain_share', at, quantity: withoutInterval(gain[p]!, 'a-statistic', rowsOf(topic)) })
  }
  const rankings: Ranking[] = [
    { name: 'contribution', values: shap.map(({ share }) => share) },
    ...(permuted === null
      ? []
      : [{ name: 'permutation' as const, values: permuted.importances.map(({ quantity }) => quantity.estimate ?? 0) }]),
    ...(gain === null ? [] : [{ name: 'gain' as const, values: [...gain] }])
  ]
  const agreement = agreementOf(topic, rankings)
  return {
    ...nothing(),
    found: [...found, ...agreement.found],
    exhibits: [
      swarmOf(
        topic,
        order.slice(0, MOST_DRAWN),
        shap.map(({ quantity }) => quantity.estimate ?? 0)
      ),
      ...agreement.exhibits
    ],
    tables: [
      {
        name: `importance-${models(topic)}.csv`,
        title: `Importance of every feature of ${subject.name}`,
        header: [
          'feature',
          'mean_absolute_contribution',
          'contribution_share',
          'permutation_importance',
          'permutation_spread',
          'gain_share'
        ],
        rows: order.map((p) => [
          players[p]!.name,
          shap[p]!.quantity.estimate,
          shap[p]!.share,
          permuted?.importances[p]!.quantity.estimate ?? null,
          permuted?.importances[p]!.spread ?? null,
          gain?.[p] ?? null
        ])
      }
    ],
    findings: [...residualFindings(topic, table.rows)]
  }
}

/** A name for files, by the model's place. */
export const models = ({ models: all, subject }: Topic): string => String(Math.max(1, all.findIndex((one) => one.subject === subject) + 1))

const rowsOf = ({ table }: Pick<Topic, 'table'>): { n: { group: number; reference: null } } => ({
  n: { group: table.rows, reference: null }
})

type Summed = Pick<Topic, 'imported' | 'contributions' | 'margins' | 'subject' | 'explanation' | 'table'>

/** Logged contributions without a base value cannot be held against anything. */
const residualFound = (topic: Pick<Summed, 'imported' | 'contributions' | 'table'>): Found[] =>
  topic.imported?.base === null || topic.imported?.score === null
    ? []
    : [{ metric: 'additivity_residual', quantity: withoutInterval(topic.contributions.residual, 'a-statistic', rowsOf(topic)) }]

const errorFound = (topic: Topic): Found => ({
  metric: 'contribution_error',
  quantity: withoutInterval(largestError(topic), 'a-statistic', rowsOf(topic))
})

const largestError = ({ contributions: { errors } }: Topic): number =>
  (errors ?? []).reduce((worst, column) => column.reduce((most, error) => Math.max(most, error), worst), 0)

/** Rounding of sums of doubles, far above what it can be and far below what a mistake makes. */
const RESIDUAL_TOLERANCE = 1e-6

export function residualFindings(topic: Summed, rows: number): FindingDraft[] {
  if (residualFound(topic).length === 0) return []
  const { contributions, margins, subject, imported, explanation } = topic
  const { residual } = contributions
  const tolerance = imported == null ? RESIDUAL_TOLERANCE : (explanation.attributions?.tolerance ?? RESIDUAL_TOLERANCE)
  const scale = margins.reduce((most, margin) => Math.max(most, Math.abs(margin)), 1)
  if (residual <= tolerance * scale) return []
  return [
    {
      key: 'contributions-do-not-add-up',
      severity: 'high',
      kind: 'method',
      title: 'Contributions do not add up to the scores',
      condition: `In ${subject.name} the contributions of a row miss its margin by up to ${residual.toPrecision(3)}, over ${rows} rows.`,
      criterion: `Contributions and bias add up to the margin within ${tolerance} of the largest margin.`,
      cause: 'Not established by this analysis.',
      effect: 'Importances, gaps and reasons that rest on these contributions are not to be relied upon.',
      recommendation:
        imported == null
          ? 'Check the model file against the library that wrote it before any figure of this section is used.'
          : 'Ask the owner which scale, base value and model version the logged contributions belong to.',
      evidence: [`additivity_residual`]
    }
  ]
}

/** No row of one class can stand above one of the other. */
function isAreaOfOneClass(topic: Topic): boolean {
  const known = topic.outcome?.filter((y) => y === y) ?? new Float64Array(0)
  return known.length > 0 && lossOf(topic) === 'auc' && known.every((y) => y === known[0])
}

type Permuted = { baseline: number; importances: Importance[] }

/** Without noise where a feature has few cells and the loss is a mean over rows, else by permutations. */
function permutedOf(topic: Topic): Permuted | null {
  const { subject, table, outcome, design, plan, players, explanation, seed, checkpoint } = topic
  if (outcome === null || !outcome.some((y) => y === y)) return null
  const loss = lossOf(topic)
  const judged = { subject, table, outcome, design, level: plan.level }
  const exact = players.map(({ features }) => (features.length === 1 && loss !== 'auc' ? exactOf(topic, features[0]!, loss) : null))
  const drawn = orders(table.rows, null, `${seed} permutations`, explanation.repeats)
  const others = players.filter((_, p) => exact[p] === null)
  const { baseline, importances } = permutationImportance(judged, others, loss, () => drawn, checkpoint)
  return { baseline, importances: exact.map((one) => one ?? importances.shift()!) }
}

function exactOf({ subject, table, outcome, design, plan }: Topic, feature: number, loss: RowLossName): Importance | null {
  const cells = cellsOf(table.columns[feature]!, subject.cuts(feature), design.weight, MOST_CELLS)
  if (cells === null || outcome === null) return null
  return { quantity: exactImportance({ subject, table, outcome, design, level: plan.level }, feature, cells, loss), repeats: [], spread: 0 }
}

/** The same within subgroups that the other features tell apart. */
function conditionalOf(topic: Topic): Quantity[] | null {
  const { subject, table, outcome, design, plan, players, explanation, seed, checkpoint } = topic
  if (!explanation.conditional || outcome === null || !outcome.some((y) => y === y)) return null
  const ordersOf = (player: Player): Permutation[] =>
    orders(table.rows, subgroupsOf(table, player), `${seed} permutations within`, explanation.repeats)
  const judged = { subject, table, outcome, design, level: plan.level }
  return permutationImportance(judged, players, lossOf(topic), ordersOf, checkpoint).importances.map(({ quantity }) => quantity)
}

function gainOf({ subject: { gain }, players }: Topic): Float64Array | null {
  if (gain === null) return null
  const ofPlayers = Float64Array.from(players, ({ features }) => features.reduce((sum, feature) => sum + gain[feature]!, 0))
  const total = ofPlayers.reduce((sum, one) => sum + one, 0)
  return total > 0 ? ofPlayers.map((one) => one / total) : null
}

type Ranking = { name: 'contribution' | 'permutation' | 'gain'; values: number[] }

const AGREEMENT: Record<string, MetricId> = {
  'contribution permutation': 'agreement_contribution_permutation',
  'contribution gain': 'agreement_contribution_gain',
  'permutation gain': 'agreement_permutation_gain'
}

function agreementOf(topic: Topic, rankings: readonly Ranking[]): Pick<Output, 'found' | 'exhibits'> {
  if (rankings.length < 2 || topic.players.length < 3) return { found: [], exhibits: [] }
  const tau = rankings.map((a) => rankings.map((b) => (a === b ? 1 : kendallTau(a.values, b.values))))
  const found = rankings.flatMap((a, i) =>
    rankings.slice(i + 1).flatMap((b, k): Found[] => {
      const metric = AGREEMENT[`${a.name} ${b.name}`]
      const value = tau[i]![i + 1 + k]!
      return metric === undefined || value !== value ? [] : [{ metric, quantity: withoutInterval(value, 'a-statistic', rowsOf(topic)) }]
    })
  )
  const labels = rankings.map(({ name }) => WORDS[name])
  const exhibit: ExhibitOf<'grid'> = {
    kind: 'grid',
    ...about(topic, 'agreement', 'Agreement of the orders of features, Kendall’s τ', { notes: [DISAGREEMENT] }),
    rows: { title: 'Measure', labels },
    columns: { title: 'Measure', labels },
    values: tau.map((row) => row.map((value) => (value === value ? value : null))),
    neutral: 0
  }
  return { found, exhibits: [exhibit] }
}

const WORDS: Record<Ranking['name'], string> = { contribution: 'mean |contribution|', permutation: 'permutation', gain: 'gain' }

const DISAGREEMENT =
  'The measures ask different questions: contributions, how far a feature moves the score; permutation, how much the predictions suffer without it; gain, how much it was used in training. A feature high in contributions and low in permutation moves scores without making them better; correlated features share their importance.'
