import { fuzzContract } from './contract-fuzz'

fuzzContract(8)
