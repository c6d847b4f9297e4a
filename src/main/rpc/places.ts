import type { ShutDoor } from '../../shared/contract/about'

/** Folders and facts that the host decides. */
export type Places = {
  host: 'window' | 'page'
  /** The project that the host was started for. */
  first: string | null
  mostPages: number
  /** Where new projects are proposed. */
  projects: string
  /** The sample project's folder. */
  sample: string
  /** The sample's plan, as it comes with the product. */
  sampleTemplates: string
  /** Where the choice of a file begins. */
  home: string
  /** Where uploads lie until the host ends; null: there are none. */
  staging: string | null
  memoryBytes: number
  threads: number
  /** Name → version of what runs this. */
  runtime: () => Record<string, string>
  platform: string
  /** The ways out that the host shut, with their counters. */
  doors: () => Promise<ShutDoor[]>
  since: string
}
