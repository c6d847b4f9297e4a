import { it } from 'vitest'
import { surviveHostileModels } from '../support/hostile-models'

it('changed model files end in a named error or a model that answers: 5,000 of them', () => surviveHostileModels(5000))
