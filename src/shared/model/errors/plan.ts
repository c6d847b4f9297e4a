/** Plans that cannot be run as written. */
export const planErrors = {
  'plan/missing': (d: { file: string }) => `There is no plan ${d.file}: write one with "assay init DATA --plan ${d.file}".`
}
