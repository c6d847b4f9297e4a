// Makes a fresh clone ready: packages, then the build, each only when what it depends on has changed. Plain Node, no packages.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
const at = (...path) => join(root, ...path)

const FONTS = {
  'source-serif-4': { file: 'SourceSerif4', styles: ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'] },
  'source-sans-3': { file: 'SourceSans3', styles: ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'] },
  'source-code-pro': { file: 'SourceCodePro', styles: ['400Regular', '600SemiBold'] }
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort()
}

/** SHA-256 over the paths and bytes of everything that decides what the product does. */
function sourceDigest() {
  const hash = createHash('sha256')
  const files = ['src/main', 'src/shared', 'src/renderer', 'resources']
    .filter((folder) => existsSync(at(folder)))
    .flatMap((folder) => filesBelow(at(folder)))
  for (const file of [...files, at('electron.vite.config.ts'), at('package-lock.json')]) {
    const bytes = readFileSync(file)
    hash.update(`${file.slice(root.length + 1).replaceAll('\\', '/')}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

const readOr = (file, otherwise) => (existsSync(file) ? readFileSync(file, 'utf8') : otherwise)

function run(what, command, args) {
  process.stderr.write(`${what} …\n`)
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 1 << 28 })
  if (result.status === 0) return
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}${what} failed: see above.\n`)
  process.exit(4)
}

function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')
  const stamp = at('node_modules/.assay-lock')
  if (readOr(stamp, '') === lock) return
  run('Installing packages', 'npm', ['ci', '--no-audit', '--no-fund'])
  writeFileSync(stamp, lock)
}

function copyFonts() {
  mkdirSync(at('out/fonts'), { recursive: true })
  for (const [name, { file, styles }] of Object.entries(FONTS))
    for (const style of styles)
      copyFileSync(at('node_modules/@expo-google-fonts', name, style, `${file}_${style}.ttf`), at('out/fonts', `${file}_${style}.ttf`))
}

/** AssemblyScript to WebAssembly; one memory, shared by all threads, comes from outside. No relaxed SIMD: its results differ between machines. */
const KERNELS = [
  ...['--enable', 'simd', '--enable', 'threads', '-O3', '--noAssert', '--runtime', 'stub'],
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536', '--memoryBase', '1024']
]

function compileKernels() {
  const source = at('src/main/kernels/assembly/index.ts')
  run('Compiling kernels', process.execPath, [
    at('node_modules/assemblyscript/bin/asc.js'),
    source,
    ...['--outFile', at('out/kernels/trees.wasm')],
    ...KERNELS
  ])
}

/** ONNX Runtime's WebAssembly build: what the thread for foreign graphs loads. */
function copyRuntime() {
  mkdirSync(at('out/graph'), { recursive: true })
  const copy = (file, as = file) => copyFileSync(at('node_modules/onnxruntime-web/dist', file), at('out/graph', as))
  copy('ort.wasm.min.js', 'ort.wasm.min.cjs')
  copy('ort-wasm-simd-threaded.mjs')
  copy('ort-wasm-simd-threaded.wasm')
}

function build() {
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'))
  const wanted = `${JSON.stringify({ version, build: sourceDigest() })}\n`
  if (readOr(at('out/build.json'), '') === wanted) return
  run('Building', process.execPath, [at('node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'])
  compileKernels()
  copyFonts()
  copyRuntime()
  writeFileSync(at('out/build.json'), wanted)
}

export function setUp() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(`Assay needs Node 20.19 or later; this is ${process.versions.node}.\n`)
    process.exit(3)
  }
  installPackages()
  build()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp()
