import type { Plan } from '../../shared/model/plan'
import { AssayError } from '../../shared/model/errors'
import { sha256Hex } from '../core/evidence/digest'
import { parsePlan } from '../core/plan/parse-plan'
import type { Ports } from './ports'

export type ReadPlan = { plan: Plan; bytes: Uint8Array; sha256: string; folder: string }

/** The plan file, checked against the schema; relative paths in it start from its folder. */
export async function readPlan(ports: Ports, path: string): Promise<ReadPlan> {
  const file = ports.files.absolute(path)
  if (!(await ports.files.exists(file))) throw new AssayError('plan/missing', { file: path })
  const bytes = await ports.files.read(file)
  return { plan: parsePlan(bytes, ports.files.nameOf(file)), bytes, sha256: sha256Hex(bytes), folder: ports.files.folderOf(file) }
}
