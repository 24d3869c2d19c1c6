import { AllowedButton } from "../common/allowed-button"
import { useState } from "react"
import type { Explanation, PreviewResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { CustomerPicker } from "../common/customer-picker"
import { Section } from "../common/page"
import { ErrorAlert } from "../common/states"
import { ExplanationView } from "../decisions/explanation-view"
import { Field } from "../forms/field"
import { PreviewDrawer } from "./preview-drawer"

type Body = { customer_id: string }

/** Asks the saved automation about one customer: why it would act or not, and what that person would get. */
export function TryCard({ automationId }: { automationId: string }) {
  const { t } = useLocale()
  const [customerId, setCustomerId] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const preview = useSend<Body, PreviewResponse>(`automations/${automationId}/preview`, {
    changes: false,
  })
  const why = useSend<Body, { explanation: Explanation }>(`automations/${automationId}/why`, {
    changes: false,
  })
  const choose = (id: string) => {
    setCustomerId(id)
    preview.reset()
    why.mutate({ customer_id: id })
  }
  const show = () => {
    setOpen(true)
    if (customerId) {
      preview.mutate({ customer_id: customerId })
    }
  }
  return (
    <Section title={t("try.title")} description={t("try.hint")}>
      <div className="flex flex-col gap-y-4 px-6 py-4">
        <Field label={t("customer.one")}>
          {(control) => <CustomerPicker {...control} value={customerId} onChange={choose} />}
        </Field>
        <div aria-live="polite">
          {why.error ? <ErrorAlert error={why.error} /> : null}
          {why.data ? <ExplanationView explanation={why.data.explanation} /> : null}
        </div>
        <div>
          <AllowedButton
            needs="reveal"
            size="small"
            variant="secondary"
            disabled={!customerId}
            onClick={show}
          >
            {t("try.preview")}
          </AllowedButton>
        </div>
      </div>
      <PreviewDrawer
        isOpen={isOpen}
        onOpenChange={setOpen}
        preview={preview.data?.preview ?? null}
        error={preview.error}
      />
    </Section>
  )
}
