import { AllowedButton } from "../common/allowed-button"
import { toast, usePrompt } from "@medusajs/ui"
import type { DeliveryResponse, DeliveryState } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"

type Verb = "retry" | "cancel"

/** What may have reached the person (`unknown`) is never sent again, so nothing is offered for it. */
const VERBS: Partial<Record<DeliveryState, readonly Verb[]>> = {
  held: ["cancel"],
  queued: ["cancel"],
  failed: ["retry"],
  dead: ["retry"],
}

export function DeliveryActions({ delivery }: { delivery: DeliveryResponse }) {
  const { t } = useLocale()
  const ask = usePrompt()
  const send = useSend<{ verb: Verb }, unknown>(({ verb }) => `deliveries/${delivery.id}/${verb}`)
  const act = async (verb: Verb) => {
    const isSure = await ask({
      title: t(`delivery.confirm.${verb}.title`),
      description: t(`delivery.confirm.${verb}.text`),
      confirmText: t(`delivery.${verb}`),
      cancelText: t("form.back"),
      variant: verb === "cancel" ? "danger" : "confirmation",
    })
    if (isSure) {
      send.mutate(
        { verb },
        {
          onSuccess: () => toast.success(t(`delivery.done.${verb}`)),
          onError: (error) => toast.error(t("error.invalid"), { description: error.message }),
        }
      )
    }
  }
  return (
    <div className="flex justify-end gap-2">
      {(VERBS[delivery.state] ?? []).map((verb) => (
        <AllowedButton
          needs="publish"
          key={verb}
          size="small"
          variant="secondary"
          disabled={send.isPending}
          onClick={() => void act(verb)}
        >
          {t(`delivery.${verb}`)}
        </AllowedButton>
      ))}
    </div>
  )
}
