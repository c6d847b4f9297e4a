import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'
import { cache, root } from './peer'

/** Builds test/bench/<name>.ts into one file of plain JavaScript, as the product is built, and runs it in a Node of its own. Gives its exit code. */
export async function runProgram(name: string, env: Readonly<Record<string, string>> = {}): Promise<number | null> {
  const outDir = join(cache, `bench-${name}-${process.pid}`)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, `test/bench/${name}.ts`),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'bench.mjs', codeSplitting: false } }
    },
    ssr: { noExternal: true }
  })
  return spawnSync(process.execPath, [join(outDir, 'bench.mjs')], { stdio: 'inherit', env: { ...process.env, ...env } }).status
}
