import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Runs `work` with the import's own folder, and removes it whatever happens. */
export async function withScratch<T>(scratch: string, work: () => Promise<T>): Promise<T> {
  await mkdir(scratch, { recursive: true })
  try {
    return await work()
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Gives a closed, checkpointed dataset file its final name, durably. A file already there has the same content and stays. */
export async function finishFile(file: string, folder: string, id: string): Promise<void> {
  await sync(file, 'r+')
  await rename(file, join(folder, `${id}.duckdb`))
  await sync(folder, 'r')
}

async function sync(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
