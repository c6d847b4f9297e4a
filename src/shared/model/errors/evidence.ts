/** Keys, signatures, reports and their verification. */
export const evidenceErrors = {
  'keys/wrong-passphrase': (d: { file: string }) => `The passphrase does not open the key ${d.file}: try again.`
}
