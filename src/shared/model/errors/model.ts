type InFile = { file: string }

const mib = (bytes: number): string => `${Math.round(bytes / (1 << 20))} MiB`
const short = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text)

/** Model files, and whether the data fit them. */
export const modelErrors = {
  'model/missing': (d: InFile) => `There is no model file ${d.file}: check the path.`,
  'model/empty': (d: InFile) => `The model file ${d.file} is empty (0 bytes): ask its owner for it again.`,
  'model/too-large': (d: InFile & { most: number }) =>
    `The model file ${d.file} is larger than the ${mib(d.most)} that Assay reads: export a smaller model, or audit its logged scores without it.`,
  'model/pickle': (d: InFile) =>
    `${d.file} is a Python pickle (also joblib, cloudpickle, torch), which can run any program when it is opened, so Assay never does; export the model: XGBoost and CatBoost with save_model("model.json"), LightGBM with booster_.save_model("model.txt"), scikit-learn with skl2onnx.to_onnx to ONNX.`,
  'model/pmml': (d: InFile) => `${d.file} is PMML, which Assay does not read: export the model from its own library as JSON, text or ONNX.`,
  'model/binary-format': (d: InFile & { library: string; how: string }) =>
    `${d.file} is a model of ${d.library} in a format that Assay does not read: load it there and export it again with ${d.how}.`,
  'model/unknown-format': (d: InFile & { looks: string }) =>
    `${d.file} is no model that Assay reads (it looks like ${d.looks}): give XGBoost JSON or UBJSON, LightGBM text, CatBoost JSON, ONNX, or a linear model or scorecard as YAML or JSON.`,
  'model/damaged': (d: InFile & { format: string; at: string; what: string }) =>
    `${d.file} is not sound ${d.format}: ${short(d.at)} ${short(d.what)}; ask its owner for the file again.`,
  'model/unsupported': (d: InFile & { format: string; at: string; what: string }) =>
    `Assay does not compute this model (${d.format}): in ${d.file}, ${short(d.at)} ${short(d.what)}; export it as ONNX, or audit its logged scores without it.`,
  'model/no-such-feature': (d: InFile & { feature: string; known: string }) =>
    `The plan names the feature "${d.feature}", which the model ${d.file} does not have; it has ${short(d.known)}.`,
  'model/feature-missing': (d: InFile & { feature: string; column: string; known: string }) =>
    `The model ${d.file} needs the feature "${d.feature}", but the data have no column "${d.column}"; they have ${short(d.known)}: name its column under models[].columns, or say match: order.`,
  'model/feature-count': (d: InFile & { features: number; columns: number }) =>
    `The model ${d.file} has ${d.features} features and the data ${d.columns} columns of the role feature, so they cannot be matched by order: give the other columns other roles.`,
  'model/feature-is-text': (d: InFile & { feature: string; column: string }) =>
    `The model ${d.file} reads the feature "${d.feature}" as a number, but the column "${d.column}" holds text: list its values in the order of their codes under models[].categories of the plan, or with --categories.`,
  'model/output': (d: InFile & { known: string }) =>
    `The model ${d.file} has several outputs: say under models[].output in the plan which one is to be explained (${short(d.known)}).`,
  'model/graph-failed': (d: InFile & { what: string }) =>
    `The graph of ${d.file} cannot be run (${short(d.what)}): export it again with float inputs and a tensor of numbers as its last output (skl2onnx: zipmap=False).`,
  'model/graph-stopped': (d: InFile & { seconds: number }) =>
    `The graph of ${d.file} died or gave no answer within ${d.seconds} s and was stopped: export a smaller model, or audit its logged scores without it.`
}
