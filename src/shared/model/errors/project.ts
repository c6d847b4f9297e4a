/** The project folder and what lies in it. */
export const projectErrors = {
  'project/locked': (d: { project: string; pid: number }) =>
    `The project ${d.project} is in use by another Assay (process ${d.pid}): close it there first, or choose another project folder.`,
  'project/ledger-broken': (d: { file: string; line: number }) =>
    `The ledger ${d.file} was altered: line ${d.line} does not follow from the line before; keep it as evidence and start another project.`,
  'project/cannot-write': (d: { file: string; reason: string }) =>
    `${d.file} could not be written (${d.reason}): nothing was changed; free space or choose another folder.`,
  'project/exploration-closed': () => 'These data are not open for exploring any more: open the page again.',
  'report/missing': (d: { file: string }) =>
    `There is no report ${d.file}: give the signed PDF, the report's JSON, or the folder that holds them.`,
  'report/input-missing': (d: { name: string; sha256: string }) =>
    `The report was made from ${d.name} with SHA-256 ${d.sha256}, and none of the files given has these bytes: add it to the command.`,
  'report/unreadable': (d: { file: string; what: string }) => `${d.file} is not a report of Assay (${d.what}).`
}
