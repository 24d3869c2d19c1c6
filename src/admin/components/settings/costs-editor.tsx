import { Heading, Text } from "@medusajs/ui"
import type { TierPolicy } from "../../../types"
import { useLocale } from "../../lib/locale"
import { NumberInput, TextInput } from "../forms/controls"
import { Field } from "../forms/field"
import type { SetPolicy } from "./cut-points"

const INCIDENTS = ["return", "claim", "exchange", "refund", "failed_delivery", "complaint"] as const
const SHARES = ["goods_share", "other_share"] as const

type Costs = NonNullable<TierPolicy["costs"]>

/** Where the policy names none; as core's DEFAULT_COSTS. */
const USUAL: Costs = { key: "cost", goods_share: null, other_share: 0, incidents: {} }

/** What goods and service cost the shop: margin and cost of service are made of it. */
export function CostsEditor({ policy, set }: { policy: TierPolicy; set: SetPolicy }) {
  const { t } = useLocale()
  const costs = policy.costs ?? USUAL
  const change = (part: Partial<Costs>) => set(["costs"], { ...costs, ...part })
  return (
    <div className="flex flex-col gap-y-4 px-6 py-4">
      <div>
        <Heading level="h3">{t("tier.costs.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("tier.costs.hint")}
        </Text>
      </div>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-3">
        <Field label={t("tier.costs.key")} hint={t("tier.costs.key_hint")} path="tiers.costs.key">
          {(control) => (
            <TextInput {...control} value={costs.key} onChange={(key) => change({ key })} />
          )}
        </Field>
        {SHARES.map((name) => (
          <Field
            key={name}
            label={t(`tier.costs.${name}`)}
            hint={t(`tier.costs.${name}_hint`)}
            path={`tiers.costs.${name}`}
          >
            {(control) => (
              <NumberInput
                {...control}
                min={0}
                max={1}
                value={costs[name]}
                onChange={(value) =>
                  change({ [name]: name === "other_share" ? (value ?? 0) : value })
                }
              />
            )}
          </Field>
        ))}
        {INCIDENTS.map((kind) => (
          <Field
            key={kind}
            label={t("tier.costs.incident", { incident: t(`tier.costs.of.${kind}`) })}
            path={`tiers.costs.incidents.${kind}`}
          >
            {(control) => (
              <NumberInput
                {...control}
                min={0}
                value={costs.incidents[kind] ?? null}
                onChange={(value) =>
                  change({ incidents: { ...costs.incidents, [kind]: value ?? undefined } })
                }
              />
            )}
          </Field>
        ))}
      </div>
    </div>
  )
}
