import type { Pack } from '../../shared/model/pack'
import type { Plan } from '../../shared/model/plan'
import { sha256Hex } from '../core/evidence/digest'
import { loadPack } from '../core/packs/load-pack'
import type { WorkPorts } from './tasks/work-ports'

export type LoadedPack = { pack: Pack; sha256: string; choice: Plan['packs'][number] }

/** The packs a plan names, from the data files that come with the product. */
export async function loadPacks(ports: WorkPorts, plan: Plan): Promise<LoadedPack[]> {
  return Promise.all(
    plan.packs.map(async (choice) => {
      const bytes = await ports.files.read(ports.packFile(choice.id))
      return { pack: loadPack(bytes), sha256: sha256Hex(bytes), choice }
    })
  )
}
