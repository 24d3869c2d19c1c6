import type { Dossier } from "medusa-plugin-kairos/storefront"
import { useState } from "react"
import { formatDate } from "../lib/format"
import { useShop } from "../state/shop"
import { Alert } from "./fields"

type Decision = Dossier["decisions"][number]

const Row = ({
  decision,
  dossier,
  again,
}: {
  decision: Decision
  dossier: Dossier
  again: () => void
}) => {
  const { texts, locale, kairos } = useShop()
  const [error, setError] = useState("")
  const review = dossier.reviews.find(({ decision_id }) => decision_id === decision.id)
  const ask = () =>
    kairos.privacy
      .review(decision.id)
      .then(again, (failure: unknown) => setError((failure as Error).message))
  return (
    <li data-testid="decision">
      <span className="hint">{formatDate(decision.decided_at, locale)}</span>
      <p>{decision.told[locale]}</p>
      {review === undefined ? (
        <button
          type="button"
          className="button quiet"
          data-testid="review"
          onClick={() => void ask()}
        >
          {texts.why.review}
          <span className="visually-hidden">: {decision.told[locale]}</span>
        </button>
      ) : (
        <p className="hint" data-testid="review-state">
          {review.state === "open"
            ? texts.privacy.reviewOpen
            : texts.privacy.reviewClosed(review.answer ?? "")}
        </p>
      )}
      <Alert>{error}</Alert>
    </li>
  )
}

/** The last decisions about the shopper in plain words, each with a way to a person who looks at it. */
export const PrivacyDecisions = ({ dossier, again }: { dossier: Dossier; again: () => void }) => {
  const { texts } = useShop()
  return (
    <section className="panel" aria-labelledby="decisions">
      <h2 id="decisions">{texts.privacy.decisions}</h2>
      {dossier.decisions.length === 0 && <p>{texts.privacy.noDecisions}</p>}
      <ol className="decisions">
        {dossier.decisions.map((decision) => (
          <Row key={decision.id} decision={decision} dossier={dossier} again={again} />
        ))}
      </ol>
    </section>
  )
}
