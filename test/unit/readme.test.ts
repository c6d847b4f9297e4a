import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

test('README names the digest of the second verifier', () => {
  const digest = createHash('sha256')
    .update(readFileSync(join(root, 'resources/verifier/assay_verify.py')))
    .digest('hex')
  expect(readme).toContain(digest)
})

test('README gives a reason for every package that is loaded or bundled', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >
  const tools = [
    '@axe-core/playwright',
    '@playwright/test',
    '@types/plotly.js',
    '@types/react',
    '@types/react-dom',
    '@vitejs/plugin-react',
    'eslint-plugin-react-hooks',
    '@types/node',
    'dependency-cruiser',
    'electron',
    'electron-vite',
    'eslint',
    'fast-check',
    'prettier',
    'typescript',
    'typescript7',
    'typescript-eslint',
    'vite',
    'vitest'
  ]
  const shipped = [...Object.keys(dependencies), ...Object.keys(devDependencies).filter((name) => !tools.includes(name))]
  for (const name of shipped) expect(readme, name).toContain(name.startsWith('@expo-google-fonts/') ? '@expo-google-fonts' : name)
})

test('every picture in README is there', () => {
  const pictures = [...readme.matchAll(/src="([^"]+)"/g)].map(([, path]) => path ?? '')
  expect(pictures.length).toBeGreaterThan(0)
  for (const path of pictures) expect(existsSync(join(root, path)), path).toBe(true)
})
