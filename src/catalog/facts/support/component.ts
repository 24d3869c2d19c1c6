import type { Money } from "../../../core/condition/condition"
import type { Profile } from "../../../core/profile/profile"
import type { TierComponent } from "../../../core/value/tier"

/** A figure of the value score; unknown where the tier policy neither weighs nor observes it. */
export const componentOf = (
  profile: Profile | undefined,
  name: TierComponent["name"]
): TierComponent | undefined =>
  profile?.tier_breakdown?.components.find((component) => component.name === name)

/** The same as money of the policy's currency. */
export function moneyComponentOf(
  profile: Profile | undefined,
  name: TierComponent["name"]
): Money | undefined {
  const component = componentOf(profile, name)
  return component?.value == null || component.currency_code === undefined
    ? undefined
    : { amount: String(component.value), currency_code: component.currency_code }
}
