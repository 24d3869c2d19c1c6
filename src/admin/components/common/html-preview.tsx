import { useLocale } from "../../lib/locale"

/**
 * A rendered mail. The sandbox has no permission at all: no script of a template runs, no form posts, nothing reads
 * the admin's session; the policy inside lets in pictures and styles only.
 */
export function HtmlPreview({ html, title }: { html: string; title: string }) {
  const { t } = useLocale()
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline' https:; font-src https:">`
  return (
    <iframe
      title={t("preview.frame", { title })}
      sandbox=""
      srcDoc={policy + html}
      tabIndex={0}
      className="shadow-elevation-card-rest h-[560px] w-full rounded-lg bg-white"
    />
  )
}
