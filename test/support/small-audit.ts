import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** 600 made-up applications, no repeats: women are approved at 0.6, men at 0.8, so four-fifths is just not met by the point. */
export function writeSmallAudit(folder: string, criterion = 0.8): void {
  const rows = Array.from({ length: 600 }, (_, i) => {
    const sex = i % 2 === 0 ? 'Female' : 'Male'
    const approved = ((i >> 1) * 7) % 10 < (sex === 'Female' ? 6 : 8)
    return `a${i},${sex},${['North', 'South', 'East'][i % 3]},${approved ? 'yes' : 'no'},${(i * 13) % 10 < 7 ? 'good' : 'bad'}`
  })
  writeFileSync(join(folder, 'data.csv'), `id,sex,region,approved,outcome\n${rows.join('\n')}\n`)
  writeFileSync(join(folder, 'plan.yaml'), planText(criterion))
}

const planText = (criterion: number): string => `schema: 1
title: Small audit
subject: { model: Small model, version: "1" }
use: { purpose: Decides about made-up applications }
inference: { kind: process }
inputs:
  - files: [data.csv]
columns:
  id: id
  sex: protected
  region: control
  approved: { role: decision, favourable: ["yes"] }
  outcome: { role: label, favourable: [good] }
groups:
  reference: { sex: Male }
assessments:
  fairness: {}
criteria:
  - id: C1
    metric: selection_rate_ratio
    each: sex
    threshold: { at_least: ${criterion} }
    primary: true
    rule: Customary yardstick
`
