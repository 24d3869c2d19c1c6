import { AllowedButton } from "../common/allowed-button"
import { toast, usePrompt } from "@medusajs/ui"
import type { SubscriptionDetailResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"

type Act = "retry" | "skip" | "auto-renew" | "cancel" | "withdraw"
const ENDING: ReadonlySet<Act> = new Set(["cancel", "withdraw"])
type Detail = SubscriptionDetailResponse

/** Only what the ledger would do: a button that would be refused is not there. */
function offered({ subscription, renewals, withdraw_until }: Detail): readonly Act[] {
  const withdraw = withdraw_until === null ? [] : (["withdraw"] as const)
  if (subscription.status !== "active") {
    return withdraw
  }
  const { next, auto_renew, may_skip } = subscription
  const open = renewals.find(({ period_index }) => period_index === next?.period_index)
  const waits = /^(failed|unknown)$/.test(open?.state ?? "") && open?.next_try_at != null
  const wanted = auto_renew || open?.by_hand_at != null
  const untouched = /^(due|notified)$/.test(open?.state ?? "") && open?.attempts === 0
  return [
    ...(waits && wanted ? (["retry"] as const) : []),
    ...(may_skip && untouched ? (["skip"] as const) : []),
    ...(auto_renew ? (["auto-renew"] as const) : []),
    ...withdraw,
    "cancel",
  ]
}

/** What somebody of the shop does because the customer asked for it; each is confirmed to the customer by mail. */
export function SubscriptionActions({ detail }: { detail: Detail }) {
  const { t, date } = useLocale()
  const ask = usePrompt()
  const { id } = detail.subscription
  const send = useSend<{ act: Act; body: object }, Detail>(
    ({ act }) => `subscriptions/${id}/${act}`,
    {
      bodyOf: ({ body }) => body,
    }
  )
  const press = async (act: Act) => {
    const isSure = await ask({
      title: t(`subscription.confirm.${act}.title`),
      description: t(`subscription.confirm.${act}.text`, { until: date(detail.withdraw_until) }),
      confirmText: t(`subscription.act.${act}`),
      cancelText: t("form.back"),
      variant: ENDING.has(act) ? "danger" : "confirmation",
    })
    if (isSure) {
      send.mutate(
        { act, body: act === "auto-renew" ? { enabled: false } : {} },
        {
          onSuccess: () => toast.success(t(`subscription.done.${act}`)),
          onError: (error) => toast.error(t("error.conflict"), { description: error.message }),
        }
      )
    }
  }
  return offered(detail).map((act) => (
    <AllowedButton
      needs="configure"
      key={act}
      size="small"
      variant={act === "cancel" ? "danger" : "secondary"}
      disabled={send.isPending}
      onClick={() => void press(act)}
    >
      {t(`subscription.act.${act}`)}
    </AllowedButton>
  ))
}
