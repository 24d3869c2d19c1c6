import { loadPlacements } from "medusa-plugin-kairos/storefront"
import { currentShopper } from "../lib/shopper"
import { ConsentBanner } from "./consent-banner"
import { Hero } from "./hero"
import { Personal } from "./personal"

/** A server component: content comes with the page, or after 100 ms without. */
export default async function HomePage() {
  const shopper = await currentShopper()
  const embedded = await loadPlacements(["home-hero"], shopper, { path: "/" })
  // Travels to the browser: says that somebody is logged in, never by what token.
  const identity = `${shopper.token ? "customer" : "guest"} ${JSON.stringify(shopper.permission)}`
  return (
    <Personal embedded={embedded} identity={identity}>
      <Hero />
      <ConsentBanner />
    </Personal>
  )
}
