/**
 * No page sends forms to the engine, and no answer is one. The global class is put away, because Node loads its whole HTTP client to say
 * whether something is a form, which the RPC library asks of every message.
 */
export function refuseForms(): void {
  class FormData {
    constructor() {
      throw new TypeError('Assay sends and takes no forms')
    }
  }
  Object.defineProperty(globalThis, 'FormData', { value: FormData, writable: true, configurable: true, enumerable: false })
}
