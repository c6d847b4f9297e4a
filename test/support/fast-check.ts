import fc from 'fast-check'

/** Property tests draw the same cases in every run; another whole number in ASSAY_SEED draws others. */
fc.configureGlobal({ seed: Number(process.env['ASSAY_SEED'] ?? 20261130) })

export default fc
