import { useLocale } from "../../lib/locale"

type HtmlPreviewProps = {
  html: string
  title: string
  /** Whether pictures are fetched. Not of a mail that was sent: a picture tells its sender that somebody looked. */
  pictures?: boolean
}

const POLICY = {
  pictures:
    "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline' https:; font-src https:",
  nothing: "default-src 'none'; img-src data:; style-src 'unsafe-inline'",
}

/**
 * A rendered mail. The sandbox has no permission at all: no script of a template runs, no form posts, nothing reads
 * the admin's session; the policy inside lets in pictures and styles only.
 */
export function HtmlPreview({ html, title, pictures = true }: HtmlPreviewProps) {
  const { t } = useLocale()
  const allowed = pictures ? POLICY.pictures : POLICY.nothing
  const policy = `<meta http-equiv="Content-Security-Policy" content="${allowed}">`
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
