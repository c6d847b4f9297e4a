const SCALE = 2

/** A picture on the page as a file of its own: every colour written out, on the ground it stood on. */
export function svgText(svg: SVGSVGElement, ground: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const { width, height } = svg.getBoundingClientRect()
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(Math.round(width)))
  copy.setAttribute('height', String(Math.round(height)))
  copy.style.background = ground
  writeColours(svg, copy)
  return new XMLSerializer().serializeToString(copy)
}

const INHERITED = ['fill', 'stroke', 'font-family', 'font-size', 'font-weight'] as const

/** Variables of the page mean nothing in a file: the values they have now take their place. */
function writeColours(from: Element, to: Element): void {
  const style = getComputedStyle(from)
  for (const property of INHERITED) to.setAttribute(property, style.getPropertyValue(property))
  to.removeAttribute('class')
  to.removeAttribute('tabindex')
  for (const [at, child] of [...from.children].entries()) {
    const twin = to.children[at]
    if (twin !== undefined) writeColours(child, twin)
  }
}

/** The same picture in pixels, two for one, with the page's own fonts. */
export async function pngBytes(svg: string): Promise<Uint8Array> {
  const { faces } = await import('./faces')
  const dressed = svg.replace(/^(<svg[^>]*>)/, `$1<style>${faces}</style>`)
  const image = new Image()
  image.src = URL.createObjectURL(new Blob([dressed], { type: 'image/svg+xml' }))
  try {
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * SCALE
    canvas.height = image.naturalHeight * SCALE
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
    return new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))
  } finally {
    URL.revokeObjectURL(image.src)
  }
}
