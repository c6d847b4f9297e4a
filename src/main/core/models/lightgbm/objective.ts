import { unsupported } from '../fault'
import { numberOfText } from '../json/fields'
import type { Link, Model } from '../model'
import { wordsOf } from './blocks'

const PLAIN = ['regression_l1', 'huber', 'fair', 'quantile', 'mape', 'lambdarank', 'rank_xendcg', 'custom']
const EXPONENTIAL = ['poisson', 'gamma', 'tweedie']

/** `objective=name key:value …` of the header (`ConvertOutput` of LightGBM's objectives); none where the objective was a function of the user's. */
export function readObjective(line: string | null, outputs: number): Pick<Model, 'link' | 'outputs' | 'classes'> {
  const [name = 'custom', ...settings] = wordsOf(line ?? '')
  const link = linkOf(name, settings)
  const names = outputs === 1 ? ['margin'] : Array.from({ length: outputs }, (_, k) => String(k))
  return { link, outputs: names, classes: classesOf(link, names) }
}

function linkOf(name: string, settings: readonly string[]): Link {
  if (PLAIN.includes(name)) return { kind: 'identity' }
  if (EXPONENTIAL.includes(name)) return { kind: 'exp' }
  switch (name) {
    case 'regression':
      return settings.includes('sqrt') ? { kind: 'signed-square' } : { kind: 'identity' }
    case 'binary':
      return { kind: 'logistic', scale: sigmoidOf(settings) }
    case 'cross_entropy':
      return { kind: 'logistic', scale: 1 }
    case 'cross_entropy_lambda':
      return { kind: 'softplus' }
    case 'multiclass':
      return { kind: 'softmax' }
    case 'multiclassova':
      return { kind: 'one-vs-all', scale: sigmoidOf(settings), normalized: false }
    default:
      return unsupported('objective', `is "${name.slice(0, 40)}"`)
  }
}

const sigmoidOf = (settings: readonly string[]): number => {
  const spelled = settings.find((setting) => setting.startsWith('sigmoid:'))
  return spelled === undefined ? 1 : numberOfText(spelled.slice('sigmoid:'.length), 'objective, sigmoid,')
}

function classesOf(link: Link, names: readonly string[]): readonly string[] | null {
  if (link.kind === 'softmax' || link.kind === 'one-vs-all') return names
  return link.kind === 'logistic' ? ['0', '1'] : null
}
