import type { TierPolicy } from "../../../types"
import { useLocale } from "../../lib/locale"
import { useCurrencies } from "../../lib/resources"
import { NumberInput, Pick } from "../forms/controls"
import { Field } from "../forms/field"
import type { SetPolicy } from "./cut-points"

const SHOP_CURRENCY = "shop"
const TIERS = ["a", "b"] as const
const KINDS = ["score", "shares"] as const
/** What the choice begins with: the best tenth, and the next three. */
const USUAL_SHARES = { a: 0.1, b: 0.4 }

type Props = { policy: TierPolicy; set: SetPolicy }

/** From which score on somebody is A or B, or which share of the customers is; and in which currency money counts. */
export function TierThresholds({ policy, set }: Props) {
  const { t } = useLocale()
  const kind = policy.shares ? "shares" : "score"
  return (
    <div className="grid grid-cols-1 gap-4 px-6 py-4 md:grid-cols-2">
      <Field label={t("tier.by.label")} hint={t(`tier.by.${kind}Hint`)} path="tiers.shares">
        {(control) => (
          <Pick
            {...control}
            value={kind}
            options={KINDS.map((value) => ({ value, label: t(`tier.by.${value}`) }))}
            onChange={(next) => set(["shares"], next === "shares" ? USUAL_SHARES : null)}
          />
        )}
      </Field>
      <CurrencyField policy={policy} set={set} />
      {TIERS.map((tier) =>
        policy.shares ? (
          <ShareField key={`share ${tier}`} tier={tier} share={policy.shares[tier]} set={set} />
        ) : (
          <ThresholdField key={tier} tier={tier} threshold={policy.thresholds[tier]} set={set} />
        )
      )}
    </div>
  )
}

type Tier = (typeof TIERS)[number]

const ThresholdField = (props: { tier: Tier; threshold: number; set: SetPolicy }) => {
  const { t } = useLocale()
  return (
    <Field
      label={t("tier.threshold", { tier: props.tier.toUpperCase() })}
      hint={t("tier.thresholdHint")}
      path={`tiers.thresholds.${props.tier}`}
    >
      {(control) => (
        <NumberInput
          {...control}
          min={1}
          max={5}
          value={props.threshold}
          onChange={(value) => props.set(["thresholds", props.tier], value)}
        />
      )}
    </Field>
  )
}

/** Shown in percent. */
const ShareField = (props: { tier: Tier; share: number | null; set: SetPolicy }) => {
  const { t } = useLocale()
  return (
    <Field
      label={t(`tier.share.${props.tier}`)}
      hint={t("tier.share.hint")}
      path={`tiers.shares.${props.tier}`}
    >
      {(control) => (
        <NumberInput
          {...control}
          min={0}
          max={100}
          value={props.share === null ? null : Math.round(props.share * 1e6) / 1e4}
          onChange={(value) =>
            props.set(["shares", props.tier], value === null ? null : value / 100)
          }
        />
      )}
    </Field>
  )
}

function CurrencyField({ policy, set }: Props) {
  const { t } = useLocale()
  const currencies = useCurrencies()
  return (
    <Field label={t("tier.currency")} path="tiers.currency_code">
      {(control) => (
        <Pick
          {...control}
          value={policy.currency_code ?? SHOP_CURRENCY}
          options={[
            { value: SHOP_CURRENCY, label: t("tier.shopCurrency") },
            ...currencies.map((code) => ({ value: code, label: code.toUpperCase() })),
          ]}
          onChange={(code) => set(["currency_code"], code === SHOP_CURRENCY ? null : code)}
        />
      )}
    </Field>
  )
}
