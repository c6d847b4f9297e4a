import { codeAt, passes, walkLeft, walkRight, walkTest, walkValue } from './layout'

/** Adds to f64 `out` what `count` trees say of rows begin … end − 1, tree by tree. `roots`: their addresses, u32. */
export function predict(roots: usize, count: usize, frame: usize, begin: usize, end: usize, out: usize): void {
  for (let tree: usize = 0; tree < count; tree++) {
    const root = <usize>load<u32>(roots + (tree << 2))
    for (let row = begin; row < end; row++) {
      let node = root
      while (walkLeft(node) != 0) {
        const test = walkTest(node)
        node = passes(test, codeAt(frame, <usize>load<u32>(test), row)) ? walkLeft(node) : walkRight(node)
      }
      const to = out + (row << 3)
      store<f64>(to, load<f64>(to) + walkValue(node))
    }
  }
}
