import { fuzzContract } from './contract-fuzz'

fuzzContract(100)
