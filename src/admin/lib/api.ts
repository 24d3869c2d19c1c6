import { FetchError } from "@medusajs/js-sdk"
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { sdk } from "./sdk"

export type QueryParams = Record<string, string | number | boolean | string[] | undefined>

const ROOT = "/admin/kairos/"

/** `path` is relative to `/admin/kairos/`; null waits until it is known. */
export function useRead<T>(path: string | null, query?: QueryParams) {
  return useQuery<T>({
    queryKey: ["kairos", path, query ?? null],
    queryFn: () => sdk.client.fetch<T>(ROOT + (path ?? ""), { query: clean(query) }),
    enabled: path !== null,
    placeholderData: keepPreviousData,
    // What was asked for wrongly stays wrong; only a network or server fault is worth another try.
    retry: (times, error) => times < 2 && (statusOf(error) ?? 500) >= 500,
  })
}

/** Posts to `/admin/kairos/…` and makes every list of ours load anew: one change shows in several of them. */
export function useSend<TBody extends object, TAnswer>(
  path: string | ((body: TBody) => string),
  options: {
    readonly changes?: boolean
    /** What is sent, where the path took a part of it. */
    readonly bodyOf?: (body: TBody) => object
  } = {}
) {
  const client = useQueryClient()
  return useMutation<TAnswer, Error, TBody>({
    mutationFn: (body) =>
      sdk.client.fetch<TAnswer>(ROOT + (typeof path === "string" ? path : path(body)), {
        method: "POST",
        body: (options.bodyOf?.(body) ?? body) as Record<string, unknown>,
      }),
    onSuccess: () =>
      options.changes === false
        ? undefined
        : client.invalidateQueries({ queryKey: ["kairos"], refetchType: "active" }),
  })
}

/** Hands a file of `/admin/kairos/…` to the browser, with the admin's way of signing in. */
export async function download(path: string, name: string, query?: QueryParams): Promise<void> {
  // Whatever is not asked for as JSON is answered as it came.
  const answer = await sdk.client.fetch<Response>(ROOT + path, {
    query: clean(query),
    headers: { accept: "text/csv" },
  })
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** HTTP status of a failed call; undefined when the server was not reached. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof FetchError ? error.status : undefined
}

function clean(query: QueryParams | undefined): QueryParams | undefined {
  if (!query) {
    return undefined
  }
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== "")
  )
}
