/** Sends one question at a time; of those asked meanwhile only the last is sent. `take` gets each answer with its question. */
export function latestOnly<Q, A>(
  ask: (question: Q) => Promise<A>,
  take: (answer: A, question: Q) => void,
  fail: (error: unknown) => void
): (question: Q) => void {
  let waiting: { question: Q } | null = null
  let busy = false
  const send = (question: Q): void => {
    busy = true
    ask(question)
      .then((answer) => take(answer, question), fail)
      .finally(() => {
        busy = false
        const next = waiting
        waiting = null
        if (next !== null) send(next.question)
      })
  }
  return (question) => {
    if (busy) waiting = { question }
    else send(question)
  }
}
