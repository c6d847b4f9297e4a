import fc from '../../../support/fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { changePlan, type PlanChange } from '../../../../src/main/core/plan/change-plan'

const sample = readFileSync(join(import.meta.dirname, '../../../../resources/sample/plan.yaml'), 'utf8')

const linesThatDiffer = (before: string, after: string): { gone: string[]; came: string[] } => {
  const [a, b] = [before.split('\n'), after.split('\n')]
  return { gone: a.filter((line) => !b.includes(line)), came: b.filter((line) => !a.includes(line)) }
}
const change = (text: string, ...changes: PlanChange[]): string => changePlan(text, changes)

describe('a change of the form touches its own characters only', () => {
  it('a text, its comment and everything else stay', () => {
    const after = change(sample, { path: ['title'], value: 'Another: title' })
    expect(linesThatDiffer(sample, after)).toEqual({
      gone: ['title: Consumer credit, approval decisions of 2026'],
      came: ['title: "Another: title"']
    })
  })
  it('within a flow map', () => {
    const after = change(sample, { path: ['columns', 'score', 'of'], value: 'unfavourable' })
    expect(linesThatDiffer(sample, after).came).toEqual(['  score: { role: score, of: unfavourable, kind: probability }'])
    const more = change(sample, { path: ['columns', 'decision', 'names'], value: { a: 'b, c' } })
    expect(parse(more).columns.decision).toEqual({ role: 'decision', favourable: ['approved'], names: { a: 'b, c' } })
    expect(linesThatDiffer(sample, more).came).toHaveLength(1)
    expect(linesThatDiffer(sample, change(sample, { path: ['columns', 'score', 'kind'] })).came).toEqual([
      '  score: { role: score, of: favourable }'
    ])
    expect(linesThatDiffer(sample, change(sample, { path: ['columns', 'score', 'of'] })).came).toEqual([
      '  score: { role: score, kind: probability }'
    ])
  })
  it('a key that was not there comes after the last of its map', () => {
    const after = change(sample, { path: ['columns', 'new_column'], value: 'feature' }, { path: ['use', 'note'], value: 3 })
    expect(linesThatDiffer(sample, after)).toEqual({ gone: [], came: ['  note: 3', '  new_column: feature'] })
  })
  it('a key with its line goes, comments between others stay', () => {
    const after = change(sample, { path: ['subject', 'inventory'] })
    expect(linesThatDiffer(sample, after)).toEqual({ gone: ['  inventory: SAMPLE-001'], came: [] })
  })
  it('an empty place is filled', () => {
    expect(change('a:\nb: 1 # kept\n', { path: ['a'], value: 'x' })).toBe('a: x\nb: 1 # kept\n')
    expect(change('a: # fill in: here\nb: 2\n', { path: ['a'], value: 'x' })).toBe('a: x # fill in: here\nb: 2\n')
  })
})

it('whatever is changed, the plan means what was asked for, and no comment is lost', () => {
  const text =
    'a: 1 # one\n# between\nb:\n  # inside\n  c: [x, y] # list\n  d: { e: f, g: 2 }\nh:\n  - k: 1\n    # in the list\n    l: two words\n  - k: 2\n'
  const path = fc.constantFrom<(string | number)[]>(
    ['a'],
    ['b', 'c'],
    ['b', 'd', 'e'],
    ['b', 'd', 'z'],
    ['h', 0, 'l'],
    ['h', 1, 'k'],
    ['b', 'n'],
    ['o'],
    ['b', 'c', 0]
  )
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 3 }), fc.record({ p: fc.string() }))
  fc.assert(
    fc.property(path, value, (at, wanted) => {
      const after = change(text, { path: at, value: wanted })
      let found: unknown = parse(after)
      for (const key of at) found = (found as Record<string | number, unknown>)[key]
      expect(found).toEqual(wanted)
      for (const comment of ['# one', '# between', '# inside', '# list', '# in the list'])
        if (!(comment === '# list' && at[1] === 'c')) expect(after).toContain(comment)
    })
  )
})

describe('a change that the text has no place for is refused in a sentence', () => {
  it.each([
    ['a plain value instead of a plan', 'text', ['title']],
    ['a path into a plain value', 'title: a', ['title', 'of']],
    ['a name where a list has numbers', 'groups: [a]', ['groups', 'of']],
    ['an alias', 'a: &x { q: 1 }\nb: *x', ['b', 'c']]
  ])('%s', (_name, text, path) => {
    expect(() => change(text, { path, value: {} })).toThrowError(/cannot be changed here/)
  })
  it('taking away what is not there changes nothing', () => {
    expect(change('title: a # b\n', { path: ['use', 'note'] })).toBe('title: a # b\n')
  })
})

describe('places of lists', () => {
  it.each([
    ['', [1]],
    ['', [518_963_696]],
    ['a: 1\n', ['b', 2_000_000_000]],
    ['a: [x]\n', ['a', 2]],
    ['a: [x]\n', ['a', '999999999']]
  ] as [string, PlanChange['path']][])('beyond the next one are refused: %j, %j', (text, path) => {
    expect(() => change(text, { path, value: 'y' })).toThrow(/cannot be changed here/)
  })

  it('the next one is taken, and a number is a key of a map', () => {
    expect(parse(change('a: [x]\n', { path: ['a', 1], value: 'y' }))).toEqual({ a: ['x', 'y'] })
    expect(parse(change('', { path: [0], value: 'y' }))).toEqual(['y'])
    expect(parse(change('a: { x: 1 }\n', { path: ['a', 7], value: 'y' }))).toEqual({ a: { x: 1, 7: 'y' } })
  })
})
