import type { Session } from '../services/session/session'
import { os } from './implement'

export const jobs = ({ jobs: running }: Session) =>
  os.jobs.router({
    list: os.jobs.list.handler(() => running.list()),
    watch: os.jobs.watch.handler(({ input, signal }) => running.watch(input.job, signal)),
    cancel: os.jobs.cancel.handler(({ input }) => {
      running.cancel(input.job)
      return {}
    })
  })
