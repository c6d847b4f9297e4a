import { join } from 'node:path'
import { run } from './run'

/** The product's folder, from the built entry out/main/cli.cjs: code that entries share lies elsewhere. */
const root = join(__dirname, '..', '..')

void run(process.argv.slice(2), { root })
