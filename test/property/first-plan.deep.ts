import { describeFirstPlans } from './first-plan-properties'

describeFirstPlans(5_000)
