import { AssayError } from '../../../shared/model/errors'
import type { Topic } from './input'

/** A feature's place in the model, −1 where only another model has it. Throws `plan/unknown-feature`; `where`: in `assessments.explanation`. */
export function featureNamed({ subject, models }: Pick<Topic, 'subject' | 'models'>, name: string, where: string): number {
  const feature = subject.features.findIndex((one) => one.name === name)
  const known = models.flatMap((model) => model.subject.features.map((one) => one.name))
  if (!known.includes(name) && feature < 0)
    throw new AssayError('plan/unknown-feature', {
      feature: name,
      where: `assessments.explanation.${where}`,
      known: [...new Set(known)].slice(0, 30).join(', ')
    })
  return feature
}

/** The features that are drawn: those that the plan names, or the most important ones that are no group. */
export function shownFeatures(topic: Topic): number[] {
  const { features } = topic.explanation.effects
  if (typeof features !== 'number')
    return features.map((name) => featureNamed(topic, name, 'effects.features')).filter((feature) => feature >= 0)
  const reach = topic.values.map((column) => column.reduce((sum, value) => sum + Math.abs(value), 0))
  return topic.players
    .map((_, p) => p)
    .sort((a, b) => reach[b]! - reach[a]! || a - b)
    .flatMap((p) => (topic.players[p]!.features.length === 1 ? topic.players[p]!.features : []))
    .slice(0, features)
}
