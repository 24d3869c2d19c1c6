import type { NewAddress, Subscription } from "medusa-plugin-kairos/storefront"
import type { FormEvent } from "react"
import { countryName } from "../lib/format"
import { useShop } from "../state/shop"
import { Field, textOf } from "./fields"

type Address = NonNullable<Subscription["ships_to"]>

/** Where the next orders of a subscription go. The country stays; what it asks of an address, the shop says. */
export const AddressQuestion = ({
  address,
  onYes,
  onNo,
}: {
  address: Address
  onYes: (address: NewAddress) => void
  onNo: () => void
}) => {
  const { texts, locale } = useShop()
  const { checkout, subscriptions: words } = texts
  const country = address.country_code ?? ""
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    onYes({
      first_name: textOf(form, "first_name"),
      last_name: textOf(form, "last_name"),
      address_1: textOf(form, "address_1"),
      address_2: textOf(form, "address_2"),
      postal_code: textOf(form, "postal_code"),
      city: textOf(form, "city"),
      province: textOf(form, "province"),
      country_code: country,
    })
  }
  const field = (name: keyof Address, label: string, autoComplete: string, needed = true) => (
    <Field
      label={label}
      name={name}
      autoComplete={`shipping ${autoComplete}`}
      defaultValue={address[name] ?? ""}
      maxLength={200}
      required={needed}
      autoFocus={name === "first_name"}
    />
  )
  return (
    <form className="question" data-testid="address-question" onSubmit={submit}>
      <p>{words.addressMeans(countryName(country, locale))}</p>
      <div className="columns">
        {field("first_name", checkout.firstName, "given-name")}
        {field("last_name", checkout.lastName, "family-name")}
      </div>
      {field("address_1", checkout.street, "address-line1")}
      {field("address_2", words.addressMore, "address-line2", false)}
      <div className="columns">
        {field("postal_code", checkout.postalCode, "postal-code", address.postal_code !== null)}
        {field("city", checkout.city, "address-level2")}
      </div>
      {address.province !== null && field("province", words.province, "address-level1")}
      <div className="actions">
        <button type="submit" className="button" data-testid="address-sure">
          {words.addressSure}
        </button>
        <button type="button" className="button quiet" onClick={onNo}>
          {words.back}
        </button>
      </div>
    </form>
  )
}
