import type { Tree } from '../../models/model'

const [LEFT, RIGHT] = [1, 2]

/** Of each inner node, whether its player is asked again below: 1 under the left child, 2 under the right one. */
export function repeatsIn({ feature, left, right }: Tree, playerOf: Int32Array): Uint8Array {
  const flags = new Uint8Array(feature.length)
  const above = new Map<number, [node: number, side: number][]>()
  const visit = (node: number): void => {
    if (feature[node]! < 0) return
    const player = playerOf[feature[node]!]!
    const others = above.get(player) ?? []
    above.set(player, others)
    for (const [other, side] of others) flags[other]! |= side
    others.push([node, LEFT])
    visit(left[node]!)
    others[others.length - 1] = [node, RIGHT]
    visit(right[node]!)
    others.pop()
  }
  visit(0)
  return flags
}
