import fc from './fast-check'
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

type Make = (
  def: Def,
  inner: (one: z.core.$ZodType | undefined) => fc.Arbitrary<unknown>,
  paths: readonly string[]
) => fc.Arbitrary<unknown>

const defOf = (schema: z.core.$ZodType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def

const wrapped =
  (absent: null | undefined): Make =>
  (def, inner) =>
    fc.oneof(inner(def.innerType), fc.constant(absent))

const numeric: Make = () => fc.oneof(fc.integer(), fc.double(), fc.constantFrom(-1, 0, 1, 2 ** 53, Number.NaN))

const MAKERS: Readonly<Record<string, Make>> = {
  object: (def, inner) => {
    const shape = Object.entries(def.shape ?? {})
    return fc.record(Object.fromEntries(shape.map(([key, field]) => [key, inner(field)])), {
      requiredKeys: shape.filter(([, field]) => defOf(field).type !== 'optional').map(([key]) => key)
    })
  },
  array: (def, inner) => fc.array(inner(def.element), { maxLength: 3 }),
  optional: wrapped(undefined),
  nullable: wrapped(null),
  default: wrapped(undefined),
  prefault: wrapped(undefined),
  readonly: wrapped(undefined),
  union: (def, inner) => fc.oneof(...(def.options ?? []).map(inner)),
  enum: (def) => fc.constantFrom(...Object.values(def.entries ?? {})),
  literal: (def) => fc.constantFrom(...(def.values ?? [])),
  record: (def, inner) => fc.dictionary(fc.constantFrom(...HOSTILE), inner(def.valueType), { maxKeys: 3 }),
  number: numeric,
  int: numeric,
  boolean: () => fc.boolean(),
  string: (_def, _inner, paths) =>
    fc.oneof(fc.constantFrom(...paths), fc.constantFrom(...HOSTILE), fc.string(), fc.stringMatching(/^[0-9a-f]{64}$/)),
  pipe: (def, inner) => inner(def.in)
}

/** Values that have the schema's shape, filled with what an attacker would put there. `paths`: some that exist. */
export function shaped(schema: z.core.$ZodType | undefined, paths: readonly string[]): fc.Arbitrary<unknown> {
  if (schema === undefined) return fc.constant(undefined)
  const def = defOf(schema)
  const make = MAKERS[def.type]
  return make === undefined ? fc.anything() : make(def, (one) => shaped(one, paths), paths)
}
