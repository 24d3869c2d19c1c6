import type { KairosOptions } from "../../src/options/options"

/** Options that a module test hands to a service; a test overrides what it is about. */
export function testOptions(override: Partial<KairosOptions> = {}): KairosOptions {
  return {
    mode: "live",
    secret: "only-for-the-tests-0123456789-0123456789",
    publicUrl: "http://localhost:9000",
    storefrontUrl: "http://localhost:8000",
    sender: {
      name: "Kairos Test",
      email: "shop@kairos.example",
      postalAddress: "1 Market Street, 28001 Madrid, Spain",
    },
    timeZone: "Europe/Madrid",
    quietHours: null,
    caps: [],
    ...override,
  }
}
