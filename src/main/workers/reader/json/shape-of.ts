const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]
const opens = (byte: number): boolean => byte === 0x7b || byte === 0x5b
const closes = (byte: number): boolean => byte === 0x7d || byte === 0x5d

/** Deepest nesting of one JSON value, and the commas directly inside it; the bytes need not be valid JSON. */
export function shapeOf(bytes: Uint8Array): { depth: number; commas: number } {
  let [depth, deepest, commas, inText] = [0, 0, 0, false]
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (inText) {
      if (byte === BACKSLASH) i++
      else if (byte === QUOTE) inText = false
    } else if (byte === QUOTE) inText = true
    else if (opens(byte)) deepest = Math.max(deepest, ++depth)
    else if (closes(byte)) depth--
    else if (byte === COMMA && depth === 1) commas++
  }
  return { depth: deepest, commas }
}
