/** The project folder and what lies in it. */
export const projectErrors = {
  'project/locked': (d: { project: string; pid: number }) =>
    `The project ${d.project} is in use by another Assay (process ${d.pid}): close it there first, or choose another project folder.`
}
