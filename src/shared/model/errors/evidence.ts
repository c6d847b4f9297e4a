/** Keys, signatures, reports and their verification. */
export const evidenceErrors = {
  'keys/wrong-passphrase': (d: { file: string }) => `The passphrase does not open the key ${d.file}: try again.`,
  'keys/no-passphrase': (d: { variable: string }) =>
    `A passphrase is needed and there is no terminal to ask on: give --passphrase-file or set ${d.variable}.`,
  'keys/missing': (d: { key: string; folder: string }) =>
    `There is no key ${d.key} in ${d.folder}: "assay keys list" shows those that are there.`,
  'keys/ambiguous': (d: { key: string; folder: string }) =>
    `More than one key in ${d.folder} answers to ${d.key}: give more digits of its fingerprint.`,
  'keys/exists': (d: { key: string; folder: string }) => `The key ${d.key} is already in ${d.folder}: nothing was changed.`,
  'keys/damaged': (d: { file: string; reason: string }) => `The key file ${d.file} cannot be read (${d.reason}): restore it from a backup.`,
  'keys/weak-passphrase': (d: { minimum: number }) => `The passphrase is shorter than ${d.minimum} characters: choose a longer one.`,
  'keys/bad-name': (d: { field: string; reason: string }) => `The ${d.field} of an identity ${d.reason}: write another.`,
  'keys/pkcs12-old': (d: { file: string; found: string }) =>
    `${d.file} is protected by ${d.found}, which Assay does not read; convert it with: openssl pkcs12 -in ${d.file} -legacy -nodes -out key.pem && openssl pkcs12 -export -in key.pem -keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256 -out new.p12 (then delete key.pem)`,
  'keys/pkcs12-unreadable': (d: { file: string; reason: string }) =>
    `${d.file} is not a PKCS#12 file with one key and its certificate (${d.reason}): export it again from where it came.`,
  'keys/unsupported': (d: { file: string; found: string }) =>
    `The key in ${d.file} is ${d.found}: Assay signs with ECDSA P-256 or RSA of 2048 bits or more.`,
  'keys/register-damaged': (d: { file: string; line: number }) =>
    `The register of runs ${d.file} is broken at line ${d.line}: keep the file as evidence, move it away, and say so in the report.`,

  'evidence/not-canonical': (d: { what: string; reason: string }) =>
    `${d.what} is not in canonical form (${d.reason}): get the file again from its signer.`,
  'evidence/not-der': (d: { reason: string }) =>
    `A certificate or signature is not strict DER (${d.reason}): get the file again from its signer.`,
  'evidence/container-altered': (d: { what: string; reason: string }) =>
    `${d.what} is not as Assay writes it (${d.reason}): get the file again from its signer.`,
  'evidence/signature-invalid': (d: { what: string }) => `The signature of ${d.what} does not belong to these bytes: do not rely on them.`,
  'evidence/unsupported-key': (d: { what: string }) =>
    `The key that signed ${d.what} is neither ECDSA P-256 nor RSA of 2048 bits or more: ask for a supported one.`,
  'evidence/unsupported-version': (d: { what: string; found: string }) =>
    `${d.what} has the version ${d.found}, which this Assay does not know: use a newer Assay.`,
  'evidence/not-signed': (d: { what: string }) =>
    `${d.what} is not a report signed by Assay: choose the signed PDF; an unsigned report is re-performed from its report.json.`,
  'evidence/trust-older': (d: { have: number; found: number }) =>
    `The trust file has version ${d.found}, but version ${d.have} was seen before: ask your organisation for the current one.`,
  'evidence/trust-invalid': (d: { reason: string }) =>
    `The trust file is not valid (${d.reason}): ask your organisation for the current one.`,
  'evidence/time-proof-invalid': (d: { reason: string }) =>
    `The time-stamp token proves nothing (${d.reason}): ask the authority for another over the same file.`,
  'evidence/bad-sign-off': (d: { reason: string }) => `This sign-off cannot be added (${d.reason}).`,

  'print/template': (d: { template: string; what: string }) =>
    `The template ${d.template} could not be set (${d.what}): nothing was written.`,
  'print/foreign-font': (d: { font: string }) =>
    `The PDF holds the font ${d.font}, which is not one of the report's own: nothing was written.`,
  'print/bad-attachment': (d: { name: string; reason: string }) =>
    `The attachment ${d.name} cannot be embedded (${d.reason}): rename it or leave it out.`,
  'print/forbidden-content': (d: { what: string }) => `The PDF holds ${d.what}, which a report may not: nothing was written.`,
  'print/unreadable-pdf': (d: { reason: string }) => `The PDF is not one that Assay wrote (${d.reason}): choose a report signed by Assay.`,
  'print/not-available': (d: { platform: string }) =>
    `The typesetter is not available on ${d.platform}: the JSON report is complete, sign and verify that.`
}
