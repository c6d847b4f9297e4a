/** Faults of the program itself. */
export const internalErrors = {
  'internal/unexpected': (d: { what: string }) => `Assay met a fault of its own (${d.what}): nothing was changed; please report it.`,
  'internal/cancelled': (d: { what: string }) => `${d.what} was cancelled: nothing was written.`
}
