import { describeFirstPlans } from './first-plan-properties'

describeFirstPlans(20_000)
