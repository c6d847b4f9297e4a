import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const main = (path: string): string => resolve(import.meta.dirname, 'src/main', path)
const renderer = resolve(import.meta.dirname, 'src/renderer')
const commonJs = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
  dynamicImportInCjs: false
} as const

/** One CommonJS file a process, `import()` as `require`, which finds what lies in a packaged app's archive; what needs a native binary stays outside (package.json "dependencies"). */
export default defineConfig({
  main: {
    build: {
      target: 'node18.15',
      externalizeDeps: true,
      sourcemap: true,
      rolldownOptions: {
        input: {
          cli: main('host/cli/index.ts'),
          index: main('host/electron/index.ts'),
          engine: main('host/electron/engine.ts'),
          reader: main('workers/reader.ts'),
          executor: main('host/executor/index.ts'),
          compute: main('workers/compute.ts'),
          graph: main('workers/graph.ts')
        },
        output: commonJs
      }
    }
  },
  preload: {
    build: {
      target: 'node18.15',
      externalizeDeps: false,
      rolldownOptions: { input: { preload: main('host/electron/preload.ts') }, output: { ...commonJs, codeSplitting: false } }
    }
  },
  renderer: {
    root: renderer,
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: 'chrome114',
      minify: true,
      rolldownOptions: {
        input: resolve(renderer, 'index.html'),
        // Plotly is one function in another: V8 would read it twice on the main thread. The hint lets it compile beside it, while it loads.
        output: {
          postBanner: ({ name }) => (name.startsWith('plotly') ? '//# allFunctionsCalledOnLoad\n' : ''),
          // What a start with a project shows comes as one file: each request of the page is answered by the main process, which is busy then.
          codeSplitting: { groups: [{ name: 'first', test: /renderer\/(main|features\/fairness\/FairnessPage)\.tsx$/ }] }
        }
      }
    }
  }
})
