import { expect, test } from 'vitest'
import { groupedPlayers, playerOfColumns } from '../../../../src/main/services/explain/players'
import type { Model } from '../../../../src/main/core/models/model'

const features = ['a', 'b', 'c', 'd'].map((name) => ({ name, kind: 'number' as const }))

test('groups stand where their first feature stands, and every column belongs to a player', () => {
  const players = groupedPlayers({ features }, { pair: ['d', 'b'], c: ['c', 'a'] })
  expect(players.map(({ name }) => name)).toEqual(['c', 'pair'])
  expect([...playerOfColumns({ features, prepare: null } as unknown as Model, players)]).toEqual([0, 1, 0, 1])
  expect(groupedPlayers({ features }, {}).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
})

test('a group that fits no features is refused in a sentence', () => {
  const refused = (groups: Record<string, string[]>): string => {
    try {
      groupedPlayers({ features }, groups)
      return 'taken'
    } catch (error) {
      return (error as Error).message
    }
  }
  expect(refused({ pair: ['a', 'z'] })).toMatch(
    /^The group "pair" names "z", which is no feature of the model: put each .*\(a, b, c, d\)\.$/
  )
  expect(refused({ pair: ['a', 'b'], other: ['b', 'c'] })).toMatch(/^The group "other" names "b" again/)
  expect(refused({ pair: ['a', 'a'] })).toMatch(/^The group "pair" names "a" again/)
  expect(refused({ d: ['a', 'b'] })).toMatch(/^The group "d" has the name of a feature that is not in it/)
})
