/** Reading other parties' files. */
export const importErrors = {
  'import/missing-file': (d: { file: string }) => `There is no file ${d.file}: check the path.`,
  'import/empty-file': (d: { file: string }) => `${d.file} is empty (0 bytes): ask its owner for the extract again.`
}
