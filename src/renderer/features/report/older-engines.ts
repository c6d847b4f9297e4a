/** What pdf.js takes for granted and Chromium before 119 lacks; to be imported before it. */
if (!('withResolvers' in Promise))
  Object.assign(Promise, {
    withResolvers<T>() {
      const resolvers = { resolve: (_value: T): void => undefined, reject: (_reason: unknown): void => undefined }
      const promise = new Promise<T>((resolve, reject) => Object.assign(resolvers, { resolve, reject }))
      return { promise, ...resolvers }
    }
  })
