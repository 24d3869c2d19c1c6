import { type FormEvent, useState } from "react"
import { Link, useNavigate, useSearchParams } from "react-router-dom"
import { Alert, ConsentChecks, consentsOf, Field, textOf } from "../components/fields"
import { useShop } from "../state/shop"
import { nextPath } from "./login"

export const Register = () => {
  const { texts, register, cart, giveConsents, refreshContent } = useShop()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [error, setError] = useState("")
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const email = textOf(form, "email")
    const person = {
      email,
      password: String(form.get("password")),
      first_name: textOf(form, "first_name"),
      last_name: textOf(form, "last_name"),
    }
    setBusy(true)
    try {
      // Before the account exists: what answers its birth (a welcome) must already know what was agreed to.
      await register(person, () => giveConsents(email, consentsOf(form), "registration"))
      await cart.claim()
      refreshContent()
      await navigate(nextPath(search))
    } catch (failure) {
      const known = (failure as { status?: number }).status === 401
      setError(known ? texts.auth.exists : (failure as Error).message || texts.errors.general)
      setBusy(false)
    }
  }
  return (
    <div className="wrap narrow page">
      <h1>{texts.auth.register}</h1>
      <form className="panel" onSubmit={(event) => void submit(event)} data-testid="register-form">
        <div className="columns">
          <Field
            label={texts.auth.firstName}
            name="first_name"
            autoComplete="given-name"
            maxLength={100}
            required
          />
          <Field
            label={texts.auth.lastName}
            name="last_name"
            autoComplete="family-name"
            maxLength={100}
            required
          />
        </div>
        <Field
          label={texts.auth.email}
          name="email"
          type="email"
          autoComplete="email"
          maxLength={254}
          required
        />
        <Field
          label={texts.auth.password}
          hint={texts.auth.passwordHint}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={8}
          maxLength={200}
          required
        />
        <ConsentChecks />
        <Alert>{error}</Alert>
        <button className="button wide" data-testid="register-submit" disabled={busy}>
          {texts.auth.register}
        </button>
      </form>
      <p>
        {texts.auth.hasAccount}{" "}
        <Link to={`/login?next=${nextPath(search)}`}>{texts.auth.toLogin}</Link>
      </p>
    </div>
  )
}
