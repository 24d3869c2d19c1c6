import { Button } from "@medusajs/ui"
import type { ComponentProps } from "react"
import { Link } from "react-router-dom"
import type { Permission } from "../../../types"
import { useRefusal } from "../../lib/resources"

type ButtonProps = ComponentProps<typeof Button>

/** A button for whoever's role allows what it does; for others it says why it does nothing. */
export function AllowedButton({ needs, ...props }: ButtonProps & { readonly needs: Permission }) {
  const refusal = useRefusal(needs)
  return refusal === null ? <Button {...props} /> : <Button {...props} disabled title={refusal} />
}

type AllowedLinkProps = Pick<ButtonProps, "size" | "variant" | "children"> & {
  readonly needs: Permission
  readonly to: string
  readonly "aria-label"?: string
}

/** Leads to a form that only some may save. */
export function AllowedLink({ needs, to, children, ...props }: AllowedLinkProps) {
  const refusal = useRefusal(needs)
  const { "aria-label": label, ...look } = props
  return refusal === null ? (
    <Button {...look} asChild>
      <Link to={to} aria-label={label}>
        {children}
      </Link>
    </Button>
  ) : (
    <Button {...props} disabled title={refusal}>
      {children}
    </Button>
  )
}
