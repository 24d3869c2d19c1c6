import { useShop } from "../state/shop"

type LineProps = { readonly metadata: Readonly<Record<string, unknown>> | null | undefined }

/** Says of a cart's line that it begins a subscription, and whether that was agreed to renew by itself. */
export const PlanOfLine = ({ metadata }: LineProps) => {
  const { texts } = useShop()
  if (typeof metadata?.kairos_plan_id !== "string") return null
  const { inCart, inCartAutomatic } = texts.plans
  return (
    <p className="hint" data-testid="plan-of-line">
      {metadata.kairos_auto_renew === true ? inCartAutomatic : inCart}
    </p>
  )
}
