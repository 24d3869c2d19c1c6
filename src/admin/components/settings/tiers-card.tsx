import { useState } from "react"
import type { TierPolicy } from "../../../types"
import { useLocale } from "../../lib/locale"
import type { Settings } from "../../lib/resources"
import { setIn } from "../../lib/set-in"
import { NumberInput } from "../forms/controls"
import { Field } from "../forms/field"
import { CostsEditor } from "./costs-editor"
import { CutPoints, PolicyWarning, type SetPolicy } from "./cut-points"
import { RatesEditor } from "./rates-editor"
import { SettingsForm } from "./settings-form"
import { TierThresholds } from "./tier-thresholds"

export function TiersCard({ settings }: { settings: Settings }) {
  const { t } = useLocale()
  const [policy, setPolicy] = useState(settings.tiers)
  const set: SetPolicy = (path, value) => setPolicy((current) => setIn(current, path, value))
  return (
    <SettingsForm
      title={t("tier.policy")}
      description={t("tier.policyHint")}
      option="tiers"
      isFixed={settings.tiers_are_fixed}
      patch={() => ({ tiers: policy })}
    >
      <PolicyWarning policy={policy} walletIsAsked={settings.wallet_is_asked} />
      <CutPoints policy={policy} set={set} />
      <TierThresholds policy={policy} set={set} />
      <CostsEditor policy={policy} set={set} />
      <RatesEditor rates={policy.rates ?? []} set={set} />
      <Stability stability={policy.stability} set={set} />
    </SettingsForm>
  )
}

const STABILITY = [
  { key: "band", max: 2 },
  { key: "minimum_stay_days", max: 730 },
  { key: "grace_days", max: 365 },
] as const

type StabilityProps = { stability: NonNullable<TierPolicy["stability"]>; set: SetPolicy }

/** What keeps a tier from going back and forth. */
function Stability({ stability, set }: StabilityProps) {
  const { t } = useLocale()
  return (
    <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-3">
      {STABILITY.map(({ key, max }) => (
        <Field
          key={key}
          label={t(`tier.stability.${key}`)}
          hint={t(`tier.stability.${key}_hint`)}
          path={`tiers.stability.${key}`}
        >
          {(control) => (
            <NumberInput
              {...control}
              min={0}
              max={max}
              value={stability[key]}
              onChange={(value) => set(["stability", key], value)}
            />
          )}
        </Field>
      ))}
    </div>
  )
}
