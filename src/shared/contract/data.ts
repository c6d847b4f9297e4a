import { z } from 'zod'
import { datasetManifest, reading, sha256 } from '../model/dataset'
import { inProject, jobEvents, path, procedure, trusted } from './procedure'
import type { DatasetManifest } from '../model/dataset'

const files = z.array(path).min(1).max(10_000)

/** The first rows of the files as text, and what an import would make of the columns of these rows. */
export const importPreview = z.object({
  reading: datasetManifest.shape.reading,
  columns: datasetManifest.shape.columns,
  /** Cells in the order of the columns; null is missing. */
  rows: z.array(z.array(z.string().nullable())),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
  /** True where there are more rows than those that were looked at. */
  more: z.boolean()
})
export type ImportPreview = z.infer<typeof importPreview>

export const imported = z.object({
  manifest: trusted<DatasetManifest>(),
  /** Where the files lie; those that were uploaded were kept in the project. */
  files: z.array(z.string()),
  /** Where a path led that was a link. */
  links: z.array(z.object({ link: z.string(), path: z.string() }))
})

export const data = {
  /** Quick: reads the beginnings of the files only; changes nothing. */
  preview: procedure.input(z.strictObject({ files, reading })).output(importPreview),
  /** Reads the files into the project; the manifest holds types and roles with their reasons, and the reconciliation of every file. */
  import: procedure.input(inProject.extend({ files, reading, sha256: sha256.optional() })).output(jobEvents(imported)),
  /** What the import of a dataset of this project knew. */
  manifest: procedure.input(inProject.extend({ dataset: sha256 })).output(trusted<DatasetManifest>())
}
