import { useShop } from "../state/shop"

/** Beside the page, not over it: nothing waits for an answer, and both answers are equally easy. */
export const ConsentBanner = () => {
  const { answer, setAnswer, texts } = useShop()
  if (answer !== null) return null
  return (
    <aside className="consent-banner" aria-labelledby="consent-title" data-testid="consent-banner">
      <h2 id="consent-title">{texts.consent.bannerTitle}</h2>
      <p>{texts.consent.banner}</p>
      <div className="actions">
        <button
          type="button"
          className="button quiet"
          data-testid="consent-decline"
          onClick={() => setAnswer({ storage: false, profiling: false })}
        >
          {texts.consent.decline}
        </button>
        <button
          type="button"
          className="button quiet"
          data-testid="consent-accept"
          onClick={() => setAnswer({ storage: true, profiling: true })}
        >
          {texts.consent.accept}
        </button>
      </div>
    </aside>
  )
}
