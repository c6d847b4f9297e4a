// After a change of dependencies: names in package-lock.json every optional platform package that the registry at hand does not list, so that
// `npm ci` accepts the lock on every registry. Run it once after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup.mjs'

const path = join(root, 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
const known = new Set(Object.keys(lock.packages).map((key) => key.slice(key.lastIndexOf('node_modules/') + 13)))

const systems = /(darwin|win32|linux|android|freebsd|openharmony)/
const processors = /(arm64|x64|ia32|arm|ppc64|riscv64|s390x|loong64)/

function entry(name, version) {
  const os = systems.exec(name)?.[1]
  const cpu = processors.exec(name)?.[1]
  const libc = /musl/.test(name) ? 'musl' : /linux.*gnu/.test(name) ? 'glibc' : null
  return {
    version,
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(libc && os === 'linux' ? { libc: [libc] } : {}),
    optional: true,
    ...(os ? { os: [os] } : {})
  }
}

for (const { optionalDependencies = {} } of Object.values({ ...lock.packages }))
  for (const [name, version] of Object.entries(optionalDependencies))
    if (!known.has(name)) lock.packages[`node_modules/${name}`] = entry(name, version)

lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
