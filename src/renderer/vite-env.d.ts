declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  export { IconPlus as default } from '@tabler/icons-react'
}
declare module 'plotly.js-cartesian-dist-min' {
  export * from 'plotly.js'
  export * as default from 'plotly.js'
}
