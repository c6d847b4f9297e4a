import fc from 'fast-check'
import type { z } from 'zod'
import { contract } from '../../src/shared/contract'

export type Procedure = { path: readonly [string, string]; input: z.core.$ZodType | undefined }

/** Every procedure of the contract with the schema of what it takes. */
export const procedures: readonly Procedure[] = Object.entries(contract).flatMap(([feature, calls]) =>
  Object.entries(calls).map(([name, procedure]) => ({
    path: [feature, name] as const,
    input: (procedure as unknown as { '~orpc': { inputSchema?: z.core.$ZodType } })['~orpc'].inputSchema
  }))
)

type Def = {
  type: string
  shape?: Record<string, z.core.$ZodType>
  element?: z.core.$ZodType
  innerType?: z.core.$ZodType
  options?: z.core.$ZodType[]
  entries?: Record<string, string>
  values?: unknown[]
  keyType?: z.core.$ZodType
  valueType?: z.core.$ZodType
  in?: z.core.$ZodType
}

const HOSTILE = [
  '',
  '..',
  '/',
  '/etc/passwd',
  '/dev/zero',
  '/proc/self/mem',
  'C:\\Windows',
  '\\\\host\\share',
  '\u0000',
  '__proto__',
  'constructor',
  '💥',
  '../../x',
  "'; DROP TABLE rows; --",
  '%00',
  'a'.repeat(5000),
  '0'.repeat(64),
  'NaN',
  '{{7*7}}'
]

/** Values that have the schema's shape, filled with what an attacker would put there. `paths`: some that exist. */
export function shaped(schema: z.core.$ZodType | undefined, paths: readonly string[]): fc.Arbitrary<unknown> {
  if (schema === undefined) return fc.constant(undefined)
  const def = (schema as unknown as { _zod: { def: Def } })._zod.def
  const inner = (one: z.core.$ZodType | undefined): fc.Arbitrary<unknown> => shaped(one, paths)
  switch (def.type) {
    case 'object': {
      const shape = Object.entries(def.shape ?? {})
      const optional = new Set(
        shape.filter(([, field]) => (field as unknown as { _zod: { def: Def } })._zod.def.type === 'optional').map(([key]) => key)
      )
      return fc.record(Object.fromEntries(shape.map(([key, field]) => [key, inner(field)])), {
        requiredKeys: shape.map(([key]) => key).filter((key) => !optional.has(key))
      })
    }
    case 'array':
      return fc.array(inner(def.element), { maxLength: 3 })
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return fc.oneof(inner(def.innerType), fc.constant(def.type === 'nullable' ? null : undefined))
    case 'union':
      return fc.oneof(...(def.options ?? []).map(inner))
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}))
    case 'literal':
      return fc.constantFrom(...(def.values ?? []))
    case 'record':
      return fc.dictionary(fc.constantFrom(...HOSTILE), inner(def.valueType), { maxKeys: 3 })
    case 'number':
    case 'int':
      return fc.oneof(fc.integer(), fc.double(), fc.constantFrom(-1, 0, 1, 2 ** 53, Number.NaN))
    case 'boolean':
      return fc.boolean()
    case 'string':
      return fc.oneof(fc.constantFrom(...paths), fc.constantFrom(...HOSTILE), fc.string(), fc.stringMatching(/^[0-9a-f]{64}$/))
    case 'pipe':
      return inner(def.in)
    default:
      return fc.anything()
  }
}
