import { createWorkPorts, type AssayOptions } from './compose-ports'
import type { Executor } from './ports/executor'
import { executorHere } from './services/tasks/executor-here'

/** What a thread of the engine is: the tasks over this machine, done where they are asked for. */
export const createExecutor = (options: AssayOptions): Executor => executorHere(createWorkPorts(options))
