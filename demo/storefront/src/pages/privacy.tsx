import type { Dossier, ErasureReceipt } from "medusa-plugin-kairos/storefront"
import { type FormEvent, type ReactNode, useState } from "react"
import { Link } from "react-router-dom"
import { Alert, Field } from "../components/fields"
import { PrivacyDecisions } from "../components/privacy-decisions"
import { formatDate } from "../lib/format"
import { useLoaded } from "../lib/use-loaded"
import { useShop } from "../state/shop"

const Panel = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section className="panel" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
)

type Kind = "declared" | "observed" | "inferred"

const Held = ({ dossier, kind }: { dossier: Dossier; kind: Kind }) => {
  const { texts, locale } = useShop()
  const { privacy } = texts
  const sections = dossier[kind]
  return (
    <Panel id={`held-${kind}`} title={privacy.kinds[kind]}>
      <p className="hint">{privacy.kindHints[kind]}</p>
      {kind === "declared" && (
        <ul>
          {dossier.answers.map(({ label, value, at }) => (
            <li key={label.en}>
              {label[locale]} <strong>{value[locale]}</strong>{" "}
              <span className="hint">{formatDate(at, locale)}</span>
            </li>
          ))}
        </ul>
      )}
      {kind === "inferred" && <Concluded dossier={dossier} />}
      {sections.length === 0 && <p>{privacy.nothing}</p>}
      {sections.map(({ table, label, purpose, basis, retention, rows }) => (
        <details key={table} className="held">
          <summary>
            {label[locale]} <span className="badge">{privacy.rows(rows.length)}</span>
          </summary>
          <p className="hint">
            {privacy.why(purpose[locale], basis[locale], retention[locale].replaceAll("`", ""))}
          </p>
          <pre tabIndex={0} aria-label={label[locale]}>
            {JSON.stringify(rows.slice(0, 50), null, 1)}
          </pre>
        </details>
      ))}
    </Panel>
  )
}

const Concluded = ({ dossier }: { dossier: Dossier }) => {
  const { texts, locale } = useShop()
  return (
    <ul data-testid="concluded">
      <li>{dossier.value === null ? texts.privacy.noValue : dossier.value.sentence[locale]}</li>
      {dossier.preferences_inferred.map(({ kind, label, choice_label, source, because }) => (
        <li key={kind}>
          {label[locale]}: <strong>{choice_label?.[locale] ?? texts.privacy.unknown}</strong>
          {source !== null && <span className="badge">{texts.privacy.sources[source]}</span>}{" "}
          <span className="hint">{because[locale]}</span>
        </li>
      ))}
    </ul>
  )
}

const Objection = ({ dossier, again }: { dossier: Dossier; again: () => void }) => {
  const { texts, kairos, refreshContent } = useShop()
  const { privacy } = texts
  const [error, setError] = useState("")
  const [notice, setNotice] = useState("")
  const objected = dossier.profiling_objected
  const change = async () => {
    setError("")
    try {
      // Whoever objected by a mail's link takes it back by one as well.
      const still = await kairos.privacy.object(!objected)
      setNotice(still && objected ? texts.account.confirmByMail : "")
      refreshContent()
      again()
    } catch (failure) {
      setError((failure as Error).message)
    }
  }
  return (
    <Panel id="objection" title={privacy.objection}>
      <p data-testid="objection-state">{objected ? privacy.objected : privacy.notObjected}</p>
      <p role="status">{notice}</p>
      <Alert>{error}</Alert>
      <button
        type="button"
        className="button quiet"
        data-testid="object"
        onClick={() => void change()}
      >
        {objected ? privacy.unobject : privacy.object}
      </button>
    </Panel>
  )
}

const Erasure = ({ done }: { done: (receipt: ErasureReceipt) => void }) => {
  const { texts, kairos } = useShop()
  const { privacy } = texts
  const [error, setError] = useState("")
  const erase = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get("confirm") ?? "").trim()
    if (typed.toLowerCase() !== privacy.eraseWord.toLowerCase()) {
      return setError(privacy.eraseTyped(privacy.eraseWord))
    }
    setError("")
    try {
      done(await kairos.privacy.erase())
    } catch (failure) {
      setError((failure as Error).message)
    }
  }
  return (
    <Panel id="erasure" title={privacy.erasure}>
      <p>{privacy.erasureBody}</p>
      <form onSubmit={(event) => void erase(event)}>
        <Field
          name="confirm"
          label={privacy.eraseTyped(privacy.eraseWord)}
          autoComplete="off"
          data-testid="erase-confirm"
        />
        <Alert>{error}</Alert>
        <button className="button" data-testid="erase">
          {privacy.erase}
        </button>
      </form>
    </Panel>
  )
}

const Receipt = ({ receipt }: { receipt: ErasureReceipt }) => {
  const { texts, locale } = useShop()
  const { privacy } = texts
  const rows = receipt.tables.reduce((sum, line) => sum + (line.rows ?? 0), 0)
  return (
    <Panel id="receipt" title={privacy.receipt}>
      <dl data-testid="receipt">
        <dt>{privacy.receiptId}</dt>
        <dd>
          <code>{receipt.id}</code>
        </dd>
        <dt>{privacy.receiptAt}</dt>
        <dd>{formatDate(receipt.erased_at, locale)}</dd>
        <dt>{privacy.receiptRows}</dt>
        <dd>{rows}</dd>
        <dt>{privacy.receiptLeft}</dt>
        <dd>{receipt.verification.hits.length}</dd>
        {receipt.renewal_proof != null && receipt.renewal_proof.until !== null && (
          <>
            <dt>{privacy.receiptProof}</dt>
            <dd>
              {privacy.receiptProofUntil(formatDate(receipt.renewal_proof.until, locale))}{" "}
              {receipt.renewal_proof.basis[locale]}: {receipt.renewal_proof.because[locale]}
            </dd>
          </>
        )}
      </dl>
      <p className="hint">{privacy.receiptBody}</p>
    </Panel>
  )
}

const download = (dossier: Dossier) => {
  const file = new Blob([JSON.stringify(dossier, null, 2)], { type: "application/json" })
  const address = URL.createObjectURL(file)
  const link = document.createElement("a")
  link.href = address
  link.download = "my-data.json"
  link.click()
  URL.revokeObjectURL(address)
}

const DossierPage = ({ customerId }: { customerId: string }) => {
  const { texts, kairos, locale } = useShop()
  const { privacy } = texts
  const [asked, setAsked] = useState(0)
  const [receipt, setReceipt] = useState<ErasureReceipt | null>(null)
  const loaded = useLoaded(`${customerId} ${asked}`, () => kairos.privacy.export())
  const again = () => setAsked((before) => before + 1)
  if (receipt !== null) return <Receipt receipt={receipt} />
  if (loaded.status === "loading") return <p role="status">{texts.loading}</p>
  if (loaded.status === "failed") {
    return (
      <div className="notice">
        <p>{privacy.unavailable}</p>
        <button type="button" className="button quiet" onClick={again}>
          {privacy.again}
        </button>
      </div>
    )
  }
  const dossier = loaded.value
  return (
    <div className="stack">
      <p className="hint">{privacy.made(formatDate(dossier.made_at, locale))}</p>
      <p>
        <button
          type="button"
          className="button"
          data-testid="export"
          onClick={() => download(dossier)}
        >
          {privacy.download}
        </button>
      </p>
      <PrivacyDecisions dossier={dossier} again={again} />
      {(["declared", "observed", "inferred"] as const).map((kind) => (
        <Held key={kind} kind={kind} dossier={dossier} />
      ))}
      <p>
        <Link to="/account">{privacy.correct}</Link>
      </p>
      <Objection dossier={dossier} again={again} />
      <Erasure done={setReceipt} />
    </div>
  )
}

/** All that the shop holds of whoever is logged in, and what they can do about it. */
export const Privacy = () => {
  const { texts, customer, signedIn } = useShop()
  return (
    <div className="wrap narrow page privacy-page">
      <h1>{texts.privacy.title}</h1>
      {!signedIn ? (
        <>
          <p>{texts.account.loginFirst}</p>
          <Link className="button" to="/login?next=/account/privacy">
            {texts.auth.toLogin}
          </Link>
        </>
      ) : customer === null ? (
        <p role="status">{texts.loading}</p>
      ) : (
        <DossierPage customerId={customer.id} />
      )}
    </div>
  )
}
