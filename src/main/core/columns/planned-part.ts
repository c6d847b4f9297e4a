import type { Plan } from '../../../shared/model/plan'
import type { AssessedPart } from '../assessment'

/** Rows of a part with what the plan says of their columns. */
export type PlannedPart = Pick<AssessedPart, 'part' | 'rows' | 'columns'> & { plan: Plan }
