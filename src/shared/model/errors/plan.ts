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
  'plan/wrong-role': (d: { column: string; where: string; needed: string; role: string }) =>
    `The plan uses the column "${d.column}" (${d.where}), which must have the role ${d.needed} and has ${d.role}.`,
  'plan/needs': (d: { what: string; because: string }) => `The plan lacks ${d.what}, needed ${d.because}: add it to the plan.`,
  'plan/twice': (d: { what: string; where: string }) => `The plan names ${d.what} twice (${d.where}): keep one.`,
  'plan/too-many-measures': (d: { measures: number; most: number }) =>
    `The plan asks for ${d.measures} measures, more than the ${d.most} a report may hold: name fewer attributes, crossings or metrics.`,
  'plan/digest-differs': (d: { file: string; expected: string; actual: string }) =>
    `The plan says that ${d.file} has SHA-256 ${d.expected}, but it has ${d.actual}: ask its owner for the right extract.`
}
