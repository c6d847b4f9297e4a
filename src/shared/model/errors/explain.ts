/** Explanations of a model's scores. */
export const explainErrors = {
  'explain/output-needed': (d: { file: string; outputs: string }) =>
    `The model ${d.file} has several outputs, and each has its own contributions: choose one with --class (${d.outputs}).`,
  'explain/unknown-output': (d: { file: string; output: string; outputs: string }) =>
    `The model ${d.file} has no output "${d.output}": choose one of ${d.outputs}.`,
  'explain/needs-background': (d: { file: string }) =>
    `The model ${d.file} does not say how many training rows reached each node, so absent features must be drawn from data: name a file with --background.`,
  'explain/probability-needs-background': () =>
    'Contributions to a probability are computed against a background only: name a file with --background.',
  'explain/interactions-without-background': () =>
    'Interaction values are computed along the training weights of a tree model and for its raw margin only: leave out --background and --probability.',
  'explain/correlated': (d: { most: number }) =>
    `--correlated is for the raw margin of linear models with at most ${d.most} features: leave it out.`,
  'explain/no-formula': (d: { file: string; why: string }) =>
    `There is no formula for the contributions of ${d.file} (${d.why}), so it is asked again with values of other rows: name these with --background, and leave out --interactions and --correlated.`,
  'explain/too-many-different': (d: { row: number; most: number }) =>
    `Row ${d.row} differs from a background row in more than ${d.most} features that the model looks at, and a probability is taken apart exactly only up to that many: explain the raw margin instead.`,
  'explain/group': (d: { group: string; what: string; known: string }) =>
    `The group "${d.group}" ${d.what}: put each feature into one group at most, by its name in the model (${d.known}).`,
  'explain/file-type': (d: { file: string }) => `${d.file} ends in neither .csv nor .parquet: name the file to write with one of these.`,
  'explain/over-input': (d: { file: string }) =>
    `${d.file} is one of the files to read, and writing would destroy it: name another file with --out.`,
  'explain/no-rows': (d: { what: string }) => `${d.what} has no rows: there is nothing to explain or to compare with.`,
  'explain/memory': (d: { what: string }) =>
    `Explaining needs more memory than it may take (${d.what}): allow more with --memory, or take a smaller background or a smaller model.`
}
