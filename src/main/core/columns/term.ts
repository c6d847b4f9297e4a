export type CodeArray = Uint8Array | Uint16Array | Uint32Array

/** One summand of a row's cell number: map[codes[row]]. */
export type Term = { codes: CodeArray; map: Uint32Array }
