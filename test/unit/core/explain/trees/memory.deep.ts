import { expect, test } from 'vitest'
import { shapSteps } from '../../../../../src/main/core/explain/trees/shap-steps'
import { handRows } from '../../../../../src/main/core/explain/trees/tree-shap'
import type { Tree } from '../../../../../src/main/core/models/model'
import { treeKernels } from '../../../../../src/main/kernels/trees'
import { wasm } from './kernels'
import { generator } from './random-forest'

const [TREES, DEPTH, COLUMNS, ROWS] = [1000, 10, 30, 100_000]
const MEBIBYTE = 1 << 20

/** A full tree, nodes depth first. */
function fullTree(random: () => number): Tree {
  const nodes = (1 << (DEPTH + 1)) - 1
  const ints = (): Int32Array => new Int32Array(nodes).fill(-1)
  const tree: Tree = {
    feature: ints(),
    threshold: new Float64Array(nodes),
    left: ints(),
    right: ints(),
    defaultLeft: new Uint8Array(nodes),
    zeroIsMissing: new Uint8Array(nodes),
    set: ints(),
    value: new Float64Array(nodes),
    cover: new Float64Array(nodes),
    output: 0,
    linear: null
  }
  let next = 0
  const grow = (depth: number): number => {
    const node = next++
    tree.cover[node] = 1 << (DEPTH - depth)
    if (depth === DEPTH) tree.value[node] = random() - 0.5
    else {
      tree.feature[node] = Math.floor(random() * COLUMNS)
      tree.threshold[node] = Math.floor(random() * 200)
      tree.left[node] = grow(depth + 1)
      tree.right[node] = grow(depth + 1)
    }
    return node
  }
  grow(0)
  return tree
}

/** Room is taken at the start (rows) and by the largest batch of trees: after some batches it does not grow any more. */
test('1,000 trees of depth 10 explain 100,000 rows within 512 MB, the model and the rows included', () => {
  const before = process.memoryUsage().rss
  const random = generator(1)
  const trees = Array.from({ length: TREES }, () => fullTree(random))
  const columns = Array.from({ length: COLUMNS }, () => Float64Array.from({ length: ROWS }, () => Math.floor(random() * 200)))
  const kernels = treeKernels(wasm())
  const order = {
    ensemble: { kind: 'trees' as const, trees, sets: [], inclusive: false, float32: false, base: Float64Array.of(0) },
    output: 0,
    data: { columns, rows: ROWS },
    playerOf: Int32Array.from({ length: COLUMNS }, (_, i) => i),
    players: COLUMNS,
    background: null,
    interactions: false,
    budgetBytes: 256 * MEBIBYTE,
    threads: 2
  }
  const sizes: number[] = []
  let most = before
  for (const step of shapSteps(kernels, order)) {
    if (step.kind === 'run') kernels.run(step.phase)
    if (step.kind === 'read') handRows(step, order)
    sizes.push(kernels.buffer().byteLength / MEBIBYTE)
    most = Math.max(most, process.memoryUsage().rss)
    if (step.kind === 'run' && step.phase.fraction > 0.012) break
  }
  process.stdout.write(
    `${Math.round((most - before) / MEBIBYTE)} MiB more than before, ${Math.round(sizes.at(-1)!)} of them the kernels'\n`
  )
  expect((most - before) / MEBIBYTE).toBeLessThan(512)
  expect(sizes.at(-1)).toBeLessThan(320)
  expect(sizes.at(-1)! - sizes[Math.floor(sizes.length / 2)]!).toBeLessThan(24)
})
