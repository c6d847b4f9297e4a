import { createElement, Suspense, type ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { atOnceOrLazy } from '../../../../src/renderer/app/at-once-or-lazy'

const page = () => atOnceOrLazy(() => Promise.resolve({ default: () => createElement('p', null, 'results') }))
const drawn = ({ View }: ReturnType<typeof page>): ReactElement =>
  createElement(Suspense, { fallback: 'a placeholder' }, createElement(View))

test('a page whose code has come is drawn without a placeholder, any other with one', async () => {
  expect(renderToString(drawn(page()))).toContain('a placeholder')
  const come = page()
  await come.load()
  expect(renderToString(drawn(come))).toContain('<p>results</p>')
  expect(renderToString(drawn(come))).not.toContain('a placeholder')
})
