import { testAdapter } from '@gateway/testing'
import { createAcmeAdapter } from './acme-adapter.ts'
import { API_KEY, acmeVendor } from './acme-vendor.fixture.ts'
import { acmeSettings } from './settings.ts'

testAdapter('Acme', {
  connect: (url, limits) => createAcmeAdapter().connect(acmeSettings.parse({ url, apiKey: API_KEY, limits })),
  vendor: acmeVendor,
})
