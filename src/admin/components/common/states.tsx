import { Alert, Button, Skeleton, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { statusOf } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { parseProblems } from "../../lib/problems"

/** As high as the rows that will take its place, so that nothing jumps. */
export function Loading({ rows = 5 }: { rows?: number }) {
  const { t } = useLocale()
  return (
    <div role="status" className="flex flex-col gap-y-3 px-6 py-4">
      <span className="sr-only">{t("state.loading")}</span>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} className="h-8 w-full" />
      ))}
    </div>
  )
}

export function Empty({
  title,
  text,
  children,
}: {
  title: string
  text?: string
  children?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center gap-y-2 px-6 py-12 text-center">
      <Text weight="plus" className="text-ui-fg-base">
        {title}
      </Text>
      {text ? (
        <Text size="small" className="text-ui-fg-subtle max-w-md">
          {text}
        </Text>
      ) : null}
      {children ? <div className="mt-2">{children}</div> : null}
    </div>
  )
}

/** What a role would need to be let in, as Medusa's roles name it (`kairos:reveal`); null for any other failure. */
const missingPermission = (error: Error): string | null =>
  statusOf(error) === 403 ? (/\bkairos:[a-z]+$/.exec(error.message)?.[0] ?? null) : null

export function Failed({ error, retry }: { error: Error; retry?: () => void }) {
  const { t } = useLocale()
  // A role is not there at the second try either.
  const again = missingPermission(error) === null ? retry : undefined
  return (
    <div className="px-6 py-4">
      <ErrorAlert error={error} />
      {again ? (
        <Button size="small" variant="secondary" className="mt-3" onClick={again}>
          {t("state.retry")}
        </Button>
      ) : null}
    </div>
  )
}

/** What went wrong in the shop's words; the API's own sentences when it refused the input. */
export function ErrorAlert({ error, refused }: { error: Error; refused?: string }) {
  const { t } = useLocale()
  const status = statusOf(error)
  const key = titleKey(status)
  const permission = missingPermission(error)
  const title = key === "error.invalid" && refused ? refused : t(permission ? "error.role" : key)
  const told = permission ? "" : error.message
  const lines = status !== undefined && status < 500 && told !== "" ? parseProblems(told) : []
  return (
    <Alert variant="error" role="alert" className="items-start">
      <p className="font-medium">{title}</p>
      {permission ? <code className="text-xs">{permission}</code> : null}
      {lines.length > 0 ? (
        <ul className="mt-1 list-disc pl-4">
          {lines.map((problem, index) => (
            <li key={index} className="break-words">
              {problem.path ? <code className="text-xs">{problem.path}: </code> : null}
              {problem.message}
            </li>
          ))}
        </ul>
      ) : null}
    </Alert>
  )
}

function titleKey(status: number | undefined): string {
  if (status === undefined) {
    return "error.offline"
  }
  if (status === 401 || status === 403) {
    return "error.forbidden"
  }
  if (status === 404) {
    return "error.missing"
  }
  if (status === 409) {
    return "error.conflict"
  }
  return status < 500 ? "error.invalid" : "error.server"
}

type QueryLike<T> = {
  data: T | undefined
  error: Error | null
  isPending: boolean
  refetch: () => unknown
}

/** Loading, failed, or the data: every list and page passes through here. */
export function Loaded<T>({
  query,
  rows,
  children,
}: {
  query: QueryLike<T>
  rows?: number
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) {
    return <>{children(query.data)}</>
  }
  if (query.error) {
    return <Failed error={query.error} retry={() => void query.refetch()} />
  }
  return <Loading rows={rows} />
}
