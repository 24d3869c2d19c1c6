import { Link, useSearchParams } from "react-router-dom"
import { EmailField, EntryForm, nextPath } from "../components/entry-form"
import { ConsentChecks, consentsOf, Field, textOf } from "../components/fields"
import { useShop } from "../state/shop"

export const Register = () => {
  const { texts, register, giveConsents } = useShop()
  const [search] = useSearchParams()
  const enter = (form: FormData) => {
    const email = textOf(form, "email")
    const person = {
      email,
      password: String(form.get("password")),
      first_name: textOf(form, "first_name"),
      last_name: textOf(form, "last_name"),
    }
    // Before the account exists: what answers its birth (a welcome) must already know what was agreed to.
    return register(person, () => giveConsents(email, consentsOf(form), "registration"))
  }
  return (
    <div className="wrap narrow page">
      <h1>{texts.auth.register}</h1>
      <EntryForm
        title={texts.auth.register}
        testId="register"
        enter={enter}
        refused={texts.auth.exists}
        failed={(failure) => (failure as Error).message || texts.errors.general}
      >
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
        <EmailField />
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
      </EntryForm>
      <p>
        {texts.auth.hasAccount}{" "}
        <Link to={`/login?next=${nextPath(search)}`}>{texts.auth.toLogin}</Link>
      </p>
    </div>
  )
}
