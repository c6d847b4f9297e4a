import { z } from 'zod'
import { plan as planSchema } from '../../../shared/model/plan'

type Node = {
  properties?: Record<string, Node>
  additionalProperties?: Node | boolean
  items?: Node
  anyOf?: Node[]
  oneOf?: Node[]
  allOf?: Node[]
}

/** The keys that the plan's schema allows at a place, of every alternative. */
export function allowedKeys(path: readonly string[]): string[] {
  const whole = z.toJSONSchema(planSchema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Node
  const here = path.reduce((nodes, key) => nodes.flatMap((node) => step(node, key)), alternatives(whole))
  return [...new Set(here.flatMap(({ properties }) => Object.keys(properties ?? {})))]
}

function step({ properties, additionalProperties, items }: Node, key: string): Node[] {
  const next = properties?.[key] ?? (/^\d+$/.test(key) ? items : undefined) ?? additionalProperties
  return next === undefined || typeof next === 'boolean' ? [] : alternatives(next)
}

const alternatives = (node: Node): Node[] => [node, ...[node.anyOf, node.oneOf, node.allOf].flatMap((of) => of ?? []).flatMap(alternatives)]
