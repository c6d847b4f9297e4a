import { canonicalJson } from '../evidence/canonical-json'
import { sha256Hex } from '../evidence/digest'
import type { Explained } from './input'

/** SHA-256 of the backgrounds' values, model by model and feature by feature; missing is null. */
export const digestOf = (models: readonly Pick<Explained, 'subject' | 'background'>[]): string =>
  sha256Hex(
    canonicalJson(
      models.map(({ subject, background }) => ({
        model: subject.name,
        features: subject.features.map(({ name }, j) => ({
          name,
          values: Array.from(background.columns[j]!, (value) => (value === value ? value : null))
        }))
      }))
    )
  )
