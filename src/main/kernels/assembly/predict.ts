import { codeAt, passes, walkLeft, walkRight, walkTest, walkValue } from './layout'

@inline function step(node: usize, frame: usize, row: usize): usize {
  const test = walkTest(node)
  return select<usize>(walkLeft(node), walkRight(node), passes(test, codeAt(frame, <usize>load<u32>(test), row)))
}

@inline function add(out: usize, row: usize, value: f64): void {
  const to = out + (row << 3)
  store<f64>(to, load<f64>(to) + value)
}

/** Four rows at a time, each as many steps as the tree is deep: a leaf leads to itself, so nothing has to be guessed. */
function predictTree(root: usize, depth: u32, frame: usize, begin: usize, end: usize, out: usize): void {
  let row = begin
  for (; row + 4 <= end; row += 4) {
    let a = root, b = root, c = root, d = root
    for (let left = depth; left > 0; left--) {
      a = step(a, frame, row)
      b = step(b, frame, row + 1)
      c = step(c, frame, row + 2)
      d = step(d, frame, row + 3)
    }
    add(out, row, walkValue(a))
    add(out, row + 1, walkValue(b))
    add(out, row + 2, walkValue(c))
    add(out, row + 3, walkValue(d))
  }
  for (; row < end; row++) {
    let node = root
    for (let left = depth; left > 0; left--) node = step(node, frame, row)
    add(out, row, walkValue(node))
  }
}

/** Adds to f64 `out` what `count` trees say of rows begin … end − 1, tree by tree. `trees`: root address and depth of each, u32. */
export function predict(trees: usize, count: usize, frame: usize, begin: usize, end: usize, out: usize): void {
  for (let tree: usize = 0; tree < count; tree++) {
    const at = trees + (tree << 3)
    predictTree(<usize>load<u32>(at), load<u32>(at, 4), frame, begin, end, out)
  }
}
