import { referenceAdapter } from './reference-adapter.fixture.ts'
import { testAdapter } from './test-adapter.ts'

testAdapter('The reference', referenceAdapter())
