/** Plans that cannot be run as written. */
export const planErrors = {
  'plan/missing': (d: { file: string }) => `There is no plan ${d.file}: write one with "assay init DATA --plan ${d.file}".`,
  'plan/too-large': (d: { file: string; bytes: number; most: number }) =>
    `The plan ${d.file} has ${d.bytes} bytes, more than the ${d.most} that a plan may have: is it a data file?`,
  'plan/not-text': (d: { file: string }) => `The plan ${d.file} is not UTF-8 text: save it as UTF-8 YAML or JSON.`,
  'plan/not-yaml': (d: { file: string; line: number; what: string }) => `${d.file}, line ${d.line}: this is not YAML (${d.what}).`,
  'plan/newer': (d: { file: string; schema: number }) =>
    `The plan ${d.file} is of schema ${d.schema}, newer than this Assay reads (1): open it with a newer Assay.`,
  'plan/invalid': (d: { file: string; line: number; at: string; what: string }) => `${d.file}, line ${d.line}: "${d.at}" ${d.what}.`,
  'plan/unknown-column': (d: { column: string; where: string; known: string }) =>
    `The plan names the column "${d.column}" (${d.where}), which the data do not have; they have ${d.known}.`,
  'plan/unknown-value': (d: { column: string; value: string; where: string; known: string }) =>
    `The plan names the value "${d.value}" of column "${d.column}" (${d.where}), which the data do not have; they have ${d.known}.`,
  'plan/unknown-part': (d: { part: string; where: string; known: string }) =>
    `The plan names the part "${d.part}" (${d.where}), which no input is; the inputs are ${d.known}.`,
  'plan/unknown-model': (d: { model: string; where: string; known: string }) =>
    `The plan names the model "${d.model}" (${d.where}), which is not among its models; they are ${d.known}.`,
  'plan/unknown-feature': (d: { feature: string; where: string; known: string }) =>
    `The plan names the feature "${d.feature}" (${d.where}), which no explained model has; they have ${d.known}.`,
  'plan/attribution-missing': (d: { column: string; row: number }) =>
    `The contribution in column "${d.column}", row ${d.row}, is missing or infinite: every explained row needs all of them, so complete the log or leave out these rows.`,
  'plan/too-many-crossings': (d: { columns: number; depth: number; crossings: number; most: number }) =>
    `A search for slices over ${d.columns} columns with up to ${d.depth} conditions would cross ${d.crossings} sets of columns, and ${d.most} are the most: name fewer columns under assessments.slices, or lower its depth.`,
  'plan/where-condition': (d: { column: string; where: string; what: string }) =>
    `The plan's condition on the column "${d.column}" (${d.where}) has to be ${d.what}: correct it.`,
  'plan/needs-model': (d: { what: string }) =>
    `The plan asks for ${d.what} (assessments.explanation), which means asking the model again: name a model file under "models", or leave it out.`,
  'plan/attributions-and-models': () =>
    'The plan has both models and assessments.explanation.attributions: contributions are computed from a model file or taken from the log, so leave one out.',
  'plan/unknown-case': (d: { name: string }) =>
    `The plan asks to explain the case ${d.name}, which the explained part does not have: correct assessments.explanation.cases.`,
  'plan/wrong-role': (d: { column: string; where: string; needed: string; role: string }) =>
    `The plan uses the column "${d.column}" (${d.where}), which must have the role ${d.needed} and has ${d.role}.`,
  'plan/needs': (d: { what: string; because: string }) => `The plan lacks ${d.what}, needed ${d.because}: add it to the plan.`,
  'plan/bad-weight': (d: { column: string; row: number }) =>
    `The weight column "${d.column}" has no weight, or a negative or infinite one, in row ${d.row}: correct the data or take the role away.`,
  'plan/small-frame': (d: { frame: number; rows: number }) =>
    `The plan says the sample was drawn from a frame of ${d.frame} rows, but it has ${d.rows} rows itself: correct inference.frame.`,
  'plan/twice': (d: { what: string; where: string }) => `The plan names ${d.what} twice (${d.where}): keep one.`,
  'plan/too-many-measures': (d: { measures: number; most: number }) =>
    `The plan asks for ${d.measures} measures, more than the ${d.most} a report may hold: name fewer attributes, crossings or metrics.`,
  'plan/too-many-windows': (d: { windows: number; most: number }) =>
    `The plan cuts the data into ${d.windows} windows, more than the ${d.most} that are allowed: take longer ones.`,
  'plan/too-many-strata': (d: { columns: string; most: number }) =>
    `The plan crosses ${d.columns} into more than ${d.most} strata (assessments.drift.decomposition.by): name fewer columns.`,
  'plan/no-times': (d: { column: string; where: string; type: string }) =>
    `The plan needs dates or times in the column "${d.column}" (${d.where}), which holds values of type ${d.type}: name another column.`,
  'plan/digest-differs': (d: { file: string; expected: string; actual: string }) =>
    `The plan says that ${d.file} has SHA-256 ${d.expected}, but it has ${d.actual}: ask its owner for the right extract.`,
  'plan/unknown-pack': (d: { id: string }) => `There is no pack "${d.id}": the packs are the files in resources/packs.`,
  'plan/pack-unreadable': (d: { what: string }) =>
    `The pack is not one this Assay reads (${d.what}): use a pack of this version, or mend it.`,
  'plan/pack-unknown': (d: { pack: string; known: string }) =>
    `The plan names the pack "${d.pack}", which there is not; there are ${d.known}.`,
  'plan/pack-variant': (d: { pack: string; variant: string; known: string }) =>
    `The plan asks for the variant "${d.variant}" of the pack "${d.pack}", which has ${d.known}: change packs[].variant.`,
  'plan/pack-column': (d: { pack: string; attribute: string }) =>
    `The pack "${d.pack}" needs to know which column holds ${d.attribute}: name it under packs[].${d.attribute} in the plan.`,
  'plan/pack-category': (d: { pack: string; attribute: string; value: string; category: string; known: string }) =>
    `The plan maps "${d.value}" to the ${d.attribute} category "${d.category}", which the pack "${d.pack}" does not have; it has ${d.known}.`,
  'plan/pack-category-twice': (d: { pack: string; attribute: string; values: string; category: string }) =>
    `The groups ${d.values} all fall into the ${d.attribute} category "${d.category}" of the pack "${d.pack}": give them one name under columns in the plan.`,
  'plan/pack-exclusion': (d: { pack: string; category: string; share: string; most: string }) =>
    `The plan leaves ${d.category} out of the pack "${d.pack}" though it holds ${d.share} of the data; only categories under ${d.most} may be left out.`,
  'plan/pack-exclusion-unknown': (d: { pack: string; category: string }) =>
    `The plan leaves ${d.category} out of the pack "${d.pack}", but the data have no such group: name the group as the data do.`,
  'plan/earlier-unusable': (d: { file: string; what: string }) =>
    `The earlier report ${d.file} that the plan names cannot be used: ${d.what}`,
  'plan/unknown-finding': (d: { id: string; known: string }) =>
    `The plan says what became of the finding "${d.id}" (prior_findings), which the earlier report does not have; it has ${d.known}.`,
  'plan/exists': (d: { file: string }) => `There is a file ${d.file} already: name another with --plan, nothing was changed.`,
  'plan/bad-answer': (d: { question: string; answer: string; problem: string }) =>
    `"${d.answer}" is no answer to the question "${d.question}": ${d.problem}.`
}
