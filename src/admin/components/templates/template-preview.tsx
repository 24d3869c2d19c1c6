import { Alert, Text } from "@medusajs/ui"
import { useEffect, useState } from "react"
import type { RenderResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useDebounced } from "../../lib/use-debounced"
import { useLocale } from "../../lib/locale"
import { CustomerPicker } from "../common/customer-picker"
import { HtmlPreview } from "../common/html-preview"
import { Section } from "../common/page"
import { ErrorAlert, Loading } from "../common/states"
import { Field } from "../forms/field"
import type { TemplateDraft } from "./starter-template"

type Body = Pick<TemplateDraft, "subject" | "body" | "text" | "purpose" | "locale"> & {
  customer_id?: string
}

/** What is written, rendered while it is written: with sample data, or as one customer would get it. */
export function TemplatePreview({ draft }: { draft: TemplateDraft }) {
  const { t } = useLocale()
  const [customerId, setCustomerId] = useState<string | null>(null)
  const rested = useDebounced(draft, 600)
  const render = useSend<Body, RenderResponse>("templates/render", { changes: false })
  const { subject, body, text, purpose, locale } = rested
  const { mutate } = render
  useEffect(() => {
    mutate({
      subject,
      body,
      text,
      purpose,
      locale,
      ...(customerId ? { customer_id: customerId } : {}),
    })
  }, [mutate, subject, body, text, purpose, locale, customerId])
  // While the next one is on its way the last one stays: nothing flickers under the typist.
  const [shown, setShown] = useState<RenderResponse["rendered"] | null>(null)
  useEffect(() => {
    if (render.data) {
      setShown(render.data.rendered)
    }
  }, [render.data])
  return (
    <Section title={t("preview.live")} description={t("preview.liveHint")}>
      <div className="flex flex-col gap-y-4 px-6 py-4">
        <Field label={t("preview.asCustomer")} optional>
          {(control) => <CustomerPicker {...control} value={customerId} onChange={setCustomerId} />}
        </Field>
        {render.error ? <ErrorAlert error={render.error} refused={t("preview.refused")} /> : null}
        {shown ? <Rendered rendered={shown} /> : render.error ? null : <Loading rows={8} />}
      </div>
    </Section>
  )
}

function Rendered({ rendered }: RenderResponse) {
  const { t } = useLocale()
  return (
    <>
      {rendered.warnings.map((warning) => (
        <Alert key={warning} variant="warning">
          {warning}
        </Alert>
      ))}
      <Text size="small" weight="plus">
        {rendered.subject}
      </Text>
      <HtmlPreview html={rendered.html} title={rendered.subject} />
      <details>
        <summary className="txt-compact-small cursor-pointer">{t("preview.plain")}</summary>
        <pre className="bg-ui-bg-subtle txt-small mt-2 whitespace-pre-wrap rounded-md p-3">
          {rendered.text}
        </pre>
      </details>
    </>
  )
}
