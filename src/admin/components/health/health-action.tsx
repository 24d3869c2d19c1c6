import { AllowedButton } from "../common/allowed-button"
import { toast } from "@medusajs/ui"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"

type HealthActionProps = {
  path: string
  label: string
  done: string
  body?: object
  /** What tells it from its neighbours where several look alike. */
  about?: string
}

/** One repair from the health page: run an event again, let a paused channel go on. */
export function HealthAction({ path, label, done, body = {}, about }: HealthActionProps) {
  const { t } = useLocale()
  const send = useSend<object, unknown>(path)
  return (
    <AllowedButton
      needs="publish"
      size="small"
      aria-label={about === undefined ? undefined : `${label}: ${about}`}
      variant="secondary"
      isLoading={send.isPending}
      onClick={() =>
        send.mutate(body, {
          onSuccess: () => toast.success(done),
          onError: (error) => toast.error(t("error.invalid"), { description: error.message }),
        })
      }
    >
      {label}
    </AllowedButton>
  )
}
