import regular from '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf?url'
import semibold from '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf?url'

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
  const faces = await Promise.all([face(regular, 400), face(semibold, 600)])
  const dressed = svg.replace(/^(<svg[^>]*>)/, `$1<style>${faces.join('')}</style>`)
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

async function face(url: string, weight: number): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return `@font-face{font-family:'Source Sans 3';font-weight:${weight};src:url(data:font/ttf;base64,${btoa(text)})}`
}
