import { describeFirstPlans } from './first-plan-properties'

describeFirstPlans(400)
