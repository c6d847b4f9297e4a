/** What pdf.js takes for granted and Chromium before 119 lacks; to be imported before it. */
if (!('withResolvers' in Promise))
  Object.assign(Promise, {
    withResolvers<T>() {
      let resolve: unknown
      let reject: unknown
      const promise = new Promise<T>((fulfil, refuse) => {
        resolve = fulfil
        reject = refuse
      })
      return { promise, resolve, reject }
    }
  })
