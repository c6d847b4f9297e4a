import { expect, test } from 'vitest'
import { peerScript, pythonWith } from './peer'
import { runProgram } from './program'

test('the search for slices against sliceline', async () => {
  const peer = process.env['PYTHON'] ?? pythonWith('venv-slices', ['sliceline']) ?? ''
  expect(await runProgram('slices', { PYTHON: peer, PEER: peerScript('sliceline_search') })).toBe(0)
})
