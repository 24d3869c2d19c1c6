import { XMark } from "@medusajs/icons"
import { Drawer, Heading, IconButton, Text } from "@medusajs/ui"
import type { PreviewResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import { HtmlPreview } from "../common/html-preview"
import { ErrorAlert, Loading } from "../common/states"
import { ContentPreview } from "../content/content-preview"
import { ExplanationView } from "../decisions/explanation-view"

type Preview = PreviewResponse["preview"]

type PreviewDrawerProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  preview: Preview | null
  error: Error | null
}

export function PreviewDrawer({ isOpen, onOpenChange, preview, error }: PreviewDrawerProps) {
  const { t } = useLocale()
  return (
    <Drawer open={isOpen} onOpenChange={onOpenChange}>
      <Drawer.Content className="max-w-3xl">
        {/* Not Drawer.Header: its button to close has no name for a screen reader. */}
        <div className="border-ui-border-base flex items-start justify-between gap-x-4 border-b px-6 py-4">
          <div>
            <Drawer.Title>{t("preview.title")}</Drawer.Title>
            <Drawer.Description>{t("preview.hint")}</Drawer.Description>
          </div>
          <Drawer.Close asChild>
            <IconButton size="small" variant="transparent" aria-label={t("form.close")}>
              <XMark />
            </IconButton>
          </Drawer.Close>
        </div>
        <Drawer.Body className="flex flex-col gap-y-6 overflow-y-auto">
          {error ? <ErrorAlert error={error} /> : null}
          {preview ? <PreviewBody preview={preview} /> : error ? null : <Loading rows={8} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}

function PreviewBody({ preview }: { preview: Preview }) {
  const { t } = useLocale()
  return (
    <>
      <ExplanationView explanation={preview.explanation} />
      {preview.messages.length === 0 ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t("preview.nothing")}
        </Text>
      ) : null}
      {preview.decision.kind !== "send" && preview.messages.length > 0 ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t("preview.ifSent")}
        </Text>
      ) : null}
      {preview.messages.map((message, index) => (
        <section key={index} className="flex flex-col gap-y-2">
          <Heading level="h2">
            {message.subject ?? t(`channel.${message.channel}`, { defaultValue: message.channel })}
          </Heading>
          {message.to ? (
            <Text size="small" className="text-ui-fg-subtle">
              {t("preview.to", { address: message.to })}
            </Text>
          ) : null}
          {message.coupon_example ? (
            <Text size="small" className="text-ui-fg-subtle">
              {t("preview.coupon", { code: message.coupon_example })}
            </Text>
          ) : null}
          {message.html ? <HtmlPreview html={message.html} title={message.subject ?? ""} /> : null}
          {message.content ? <ContentPreview content={message.content} /> : null}
          {message.text ? <PlainText text={message.text} /> : null}
        </section>
      ))}
    </>
  )
}

function PlainText({ text }: { text: string }) {
  const { t } = useLocale()
  return (
    <details>
      <summary className="txt-compact-small cursor-pointer">{t("preview.plain")}</summary>
      <pre className="bg-ui-bg-subtle txt-small mt-2 whitespace-pre-wrap rounded-md p-3">
        {text}
      </pre>
    </details>
  )
}
