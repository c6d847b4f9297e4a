import { expect, test } from 'vitest'
import { peerScript, pythonWith } from './peer'
import { runProgram } from './program'

test('fairness of 10 million rows over 31 crossings, against MetricFrame on one attribute', async () => {
  const peer = process.env['PYTHON'] ?? pythonWith('venv-fairlearn', ['fairlearn', 'pandas', 'scikit-learn'])
  expect(await runProgram('fairness', { PYTHON: peer ?? '', PEER: peerScript('fairlearn_metricframe') })).toBe(0)
})
