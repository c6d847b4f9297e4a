/** What is wrong with a model file, and where in it: `readModel` turns it into an error with the file's name. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault'

  constructor(
    readonly at: string,
    readonly what: string,
    readonly kind: 'damaged' | 'unsupported' = 'damaged'
  ) {
    super(`${at} ${what}`)
  }
}

export function damaged(at: string, what: string): never {
  throw new ModelFault(at, what)
}

/** The file is sound, but Assay does not compute what it asks for. */
export function unsupported(at: string, what: string): never {
  throw new ModelFault(at, what, 'unsupported')
}
