import { makeSample } from '../core/sample/make-sample'
import { makeScorecard } from '../core/sample/scorecard'
import type { Ports } from './ports'

const PLAN = 'plan.yaml'
const MODEL = 'scorecard.yaml'

/** The sample's logs, model file and plan, in a folder of the user's choice. */
export async function makeSampleFiles({ files }: Ports, folder: string, templates: string): Promise<string[]> {
  const out = files.absolute(folder)
  await files.makeFolder(out)
  const made = [
    ...makeSample().files,
    { name: MODEL, bytes: makeScorecard() },
    { name: PLAN, bytes: await files.read(files.join(templates, PLAN)) }
  ]
  for (const { name, bytes } of made) await files.writeAtomic(files.join(out, name), bytes)
  return made.map(({ name }) => files.join(out, name))
}
