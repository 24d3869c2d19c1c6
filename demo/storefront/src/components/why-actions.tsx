import type { RenderedContent } from "medusa-plugin-kairos/storefront"
import { useState } from "react"
import { Link } from "react-router-dom"
import { useShop } from "../state/shop"

const OFF = [{ purpose: "personalisation", channel: "on_site", granted: false }] as const

/** The off switch of what is chosen for somebody, and the way to a person of the shop who looks at it. */
export const WhyActions = ({ content }: { content: RenderedContent }) => {
  const { texts, kairos, signedIn, answer, setAnswer, refreshContent } = useShop()
  const [asked, setAsked] = useState<"no" | "asked" | "failed">("no")
  const [failed, setFailed] = useState(false)
  if (!signedIn && answer?.profiling !== true) return null

  const turnOff = async () => {
    setFailed(false)
    try {
      if (signedIn) await kairos.preferences.set({ consents: OFF })
      setAnswer({ storage: false, profiling: false })
      refreshContent()
    } catch {
      setFailed(true)
    }
  }
  const ask = () =>
    kairos.privacy.review(content.decision_id).then(
      () => setAsked("asked"),
      () => setAsked("failed")
    )
  return (
    <div className="why-actions">
      <button
        type="button"
        className="button quiet"
        data-testid="why-off"
        onClick={() => void turnOff()}
      >
        {texts.why.off}
      </button>
      {signedIn && (
        <button
          type="button"
          className="button quiet"
          data-testid="why-review"
          disabled={asked === "asked"}
          onClick={() => void ask()}
        >
          {texts.why.review}
        </button>
      )}
      {signedIn && <Link to="/account/privacy">{texts.why.more}</Link>}
      <p role="status" className="hint">
        {asked === "asked" ? texts.why.reviewed : asked === "failed" ? texts.why.noReview : ""}
        {failed ? texts.errors.general : ""}
      </p>
    </div>
  )
}
