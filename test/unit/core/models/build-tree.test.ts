import { describe, expect, it } from 'vitest'
import { buildTree, type RawTree } from '../../../../src/main/core/models/build-tree'
import { addMembers, emptySets } from '../../../../src/main/core/models/category-sets'

const raw = (over: Partial<RawTree> = {}): RawTree => ({
  at: 'tree 0',
  root: 0,
  left: [2, -1, -1],
  right: [1, -1, -1],
  feature: [1, 0, 0],
  threshold: [0.5, NaN, NaN],
  defaultLeft: [true, false, false],
  value: (node) => node * 10,
  cover: [3, 1, 2],
  output: 0,
  ...over
})

describe('a tree from a file', () => {
  it('is renumbered depth first, left first', () => {
    const tree = buildTree(raw(), 2)
    expect([...tree.left]).toEqual([1, -1, -1])
    expect([...tree.value]).toEqual([0, 20, 10])
    expect([...tree.cover]).toEqual([3, 2, 1])
  })
  it('leaves out nodes that nothing leads to', () => {
    const pruned = raw({ left: [2, -1, -1, 7], right: [1, -1, -1, 7], feature: [1, 0, 0, 99], threshold: [0, 0, 0, 0], cover: null })
    expect(buildTree(pruned, 2).feature.length).toBe(3)
  })
  it.each([
    ['a cycle', { left: [1, 0, -1], right: [2, 2, -1] }, /two ways to node 0/],
    ['two ways to one node', { left: [1, -1, -1], right: [1, -1, -1] }, /two ways to node 1/],
    ['a child that is not there', { right: [9, -1, -1] }, /a child 9, but only 3 nodes/],
    ['a child that is no whole number', { right: [1.5, -1, -1] }, /a child 1\.5/],
    ['a feature that is not there', { feature: [2, 0, 0] }, /feature 2, but the model has 2/],
    ['a threshold that is no number', { threshold: [NaN, 0, 0] }, /threshold that is not a number/],
    ['a leaf that is no number', { value: () => Infinity }, /leaf whose value is not a number/],
    ['a negative weight', { cover: [-1, 1, 1] }, /negative weight/]
  ])('is refused with %s', (_, over, sentence) => {
    expect(() => buildTree(raw(over), 2)).toThrow(sentence)
  })
  it('is refused when it is deeper than any honest one', () => {
    const chain = Array.from({ length: 2001 }, (_, i) => i)
    const left = chain.map((i) => (i % 2 === 0 && i < 2000 ? i + 2 : -1))
    const right = chain.map((i) => (i % 2 === 0 && i < 2000 ? i + 1 : -1))
    const deep = raw({ left, right, feature: chain.map(() => 0), threshold: chain.map(() => 0), cover: null, defaultLeft: chain })
    expect(() => buildTree(deep, 2)).toThrow(/deeper than 512/)
  })
})

it('sets of categories are bounded in sum, whatever few bytes ask for', () => {
  const list = emptySets()
  expect(() => {
    for (let i = 0; i < 1000; i++) addMembers(list, [(1 << 24) - 1], true, 'tree 0')
  }).toThrow(/more categories than any model/)
  expect(() => addMembers(emptySets(), [1 << 24], true, 'tree 0')).toThrow(/no whole number under/)
  expect(() => addMembers(emptySets(), [-1], true, 'tree 0')).toThrow(/no whole number/)
})
