/** The project folder and what lies in it. */
export const projectErrors = {
  'project/locked': (d: { project: string; pid: number }) =>
    `The project ${d.project} is in use by another Assay (process ${d.pid}): close it there first, or choose another project folder.`,
  'project/ledger-broken': (d: { file: string; line: number }) =>
    `The ledger ${d.file} was altered: line ${d.line} does not follow from the line before; keep it as evidence and start another project.`,
  'project/cannot-write': (d: { file: string; reason: string }) =>
    `${d.file} could not be written (${d.reason}): nothing was changed; free space or choose another folder.`,
  'project/exploration-closed': () => 'These data are not open for exploring any more: open the page again.',
  'project/none-here': (d: { folder: string }) =>
    `${d.folder} is no project of Assay: choose a folder that holds ledger.jsonl, or make a new project.`,
  'project/nothing-to-undo': (d: { seq: number }) => `There is nothing to undo at step ${d.seq}: it was undone already, or is no note.`,
  'project/no-dataset': (d: { dataset: string }) => `The project has no dataset ${d.dataset}: import the data again.`,
  'project/no-run': (d: { run: string }) => `The project has no result of the run ${d.run}: run the audit again.`,
  'project/no-report': (d: { report: string }) => `The project has no report ${d.report}: run the audit again.`,
  'project/changed-meanwhile': (d: { file: string }) =>
    `${d.file} was changed by somebody else since it was read: read it again, then make your change there.`,
  'job/unknown': (d: { job: string }) => `There is no work called ${d.job} any more: look at the project for what became of it.`,
  'host/outside-root': (d: { path: string; root: string }) =>
    `${d.path} lies outside ${d.root}, which is all that this page may use: start "assay serve --root" with a folder that holds it, or upload the file.`,
  'host/not-absolute': (d: { path: string }) => `${d.path} is not a whole path: begin it at the root of the disk.`,
  'host/too-many-pages': (d: { most: number }) =>
    `${d.most} pages have a project open already, as many as a browser can serve at once: close one of them first.`,
  'settings/unreadable': (d: { file: string }) =>
    `The settings in ${d.file} cannot be read: delete the file, and the usual settings apply.`,
  'report/missing': (d: { file: string }) =>
    `There is no report ${d.file}: give the signed PDF, the report's JSON, or the folder that holds them.`,
  'report/input-missing': (d: { name: string; sha256: string }) =>
    `The report was made from ${d.name} with SHA-256 ${d.sha256}, and none of the files given has these bytes: add it to the command.`,
  'report/unreadable': (d: { file: string; what: string }) => `${d.file} is not a report of Assay (${d.what}).`
}
