import { useQuery } from "@tanstack/react-query"
import type {
  AuditEntryResponse,
  AutomationResponse,
  AutomationVersionResponse,
  CartResponse,
  CartWeeksResponse,
  CatalogResponse,
  CustomerValueResponse,
  DeadLettersResponse,
  DecisionDetailResponse,
  DecisionResponse,
  DeliveryDetailResponse,
  DeliveryResponse,
  DueResponse,
  GuardResponse,
  HealthResponse,
  IncidentsResponse,
  MeasurementResponse,
  OverviewResponse,
  Page,
  Permission,
  PermissionsResponse,
  PlacementResponse,
  PlanResponse,
  PrivacyResponse,
  ProductBuyersResponse,
  ProductLessonResponse,
  ProfileResponse,
  RegisterResponse,
  ReviewResponse,
  SettingsResponse,
  SubscriptionCalendarResponse,
  SubscriptionDetailResponse,
  SwitchChoicesResponse,
  SubscriptionFiguresResponse,
  SubscriptionResponse,
  TierMatrixResponse,
  TierPolicyResponse,
  TemplateResponse,
  TriedCodeResponse,
  ValueResponse,
} from "../../types"
import { useRead, type QueryParams } from "./api"
import { useLocale } from "./locale"
import { sdk } from "./sdk"

export type Catalog = CatalogResponse["catalog"]
export type Preset = Catalog["presets"][number]
export type Fact = Catalog["facts"][number]
export type Trigger = Catalog["triggers"][number]
export type Settings = SettingsResponse["settings"]
export type Health = HealthResponse["health"]
export type Profile = ProfileResponse["profile"]

/** The presets' texts come in the admin's language, which need not be the browser's. */
export const useCatalog = () => {
  const { locale } = useLocale()
  return useRead<CatalogResponse>("catalog", { locale })
}

export const useAutomations = (query?: QueryParams) =>
  useRead<Page<"automations", AutomationResponse>>("automations", query)

export const useAutomation = (id: string | null) =>
  useRead<{ automation: AutomationResponse }>(id && `automations/${id}`)

export const useVersions = (automationId: string) =>
  useRead<{ versions: AutomationVersionResponse[] }>(`automations/${automationId}/versions`)

export const useTemplates = (query?: QueryParams) =>
  useRead<Page<"templates", TemplateResponse>>("templates", query)

export const useTemplate = (id: string | null) =>
  useRead<{ template: TemplateResponse }>(id && `templates/${id}`)

export const usePlacements = (query?: QueryParams) =>
  useRead<Page<"placements", PlacementResponse>>("placements", query)

export const useDecisions = (query?: QueryParams) =>
  useRead<Page<"decisions", DecisionResponse>>("decisions", query)

export const useDecision = (id: string | null) =>
  useRead<DecisionDetailResponse>(id && `decisions/${id}`)

export const useDeliveries = (query?: QueryParams) =>
  useRead<Page<"deliveries", DeliveryResponse>>("deliveries", query)

export const useDelivery = (id: string | null) =>
  useRead<DeliveryDetailResponse>(id && `deliveries/${id}`)

export const useCarts = (query?: QueryParams) =>
  useRead<Page<"carts", CartResponse>>("carts", query)

export const useCartWeeks = () => useRead<CartWeeksResponse>("carts/weeks")

export const useTriedCodes = (query?: QueryParams) =>
  useRead<Page<"coupon_attempts", TriedCodeResponse>>("coupon-attempts", query)

export const useIncidents = (query: QueryParams) => useRead<IncidentsResponse>("incidents", query)

export const useAudit = (query: QueryParams) =>
  useRead<Page<"entries", AuditEntryResponse>>("audit", query)

export const useReviews = (query: QueryParams) =>
  useRead<Page<"reviews", ReviewResponse>>("reviews", query)

export const useRegister = () => useRead<RegisterResponse>("privacy/register")

export const useDossier = (customerId: string | null) =>
  useRead<PrivacyResponse>(customerId && `profiles/${customerId}/privacy`)

export const useHealth = () => useRead<HealthResponse>("health")

export const useDeadLetters = (query: QueryParams) =>
  useRead<DeadLettersResponse>("dead-letters", query)

export const useMeasurement = (automationId: string) =>
  useRead<MeasurementResponse>(`measurement/automations/${automationId}`)

export const useOverview = () => useRead<OverviewResponse>("measurement/overview")

export type TierMonth = TierMatrixResponse["matrix"]["months"][number]

export const useTierPolicy = () => useRead<TierPolicyResponse>("tiers")

export const useTierMatrix = (query: QueryParams) =>
  useRead<TierMatrixResponse>("tiers/matrix", query)

export type ShopValue = ValueResponse["value"]

export const useValue = () => useRead<ValueResponse>("value")

export const useValuedCustomers = (query: QueryParams) =>
  useRead<Page<"customers", CustomerValueResponse>>("value/customers", query)

export const useProductLessons = (query: QueryParams) =>
  useRead<Page<"products", ProductLessonResponse>>("value/products", query)

export const useProductBuyers = (productId: string) =>
  useRead<ProductBuyersResponse>(`value/products/${productId}/buyers`)

export const useDue = (query: QueryParams) => useRead<Page<"due", DueResponse>>("value/due", query)

export const useSubscriptions = (query: QueryParams) =>
  useRead<Page<"subscriptions", SubscriptionResponse>>("subscriptions", query)

export const useSubscription = (id: string) =>
  useRead<SubscriptionDetailResponse>(`subscriptions/${id}`)

/** What it may become; with one of it, also what its next payment would cost then. */
export const useSwitches = (id: string, of?: { plan_id: string; variant_id: string }) =>
  useRead<SwitchChoicesResponse>(`subscriptions/${id}/switch`, of)

export const useDueCalendar = () => useRead<SubscriptionCalendarResponse>("subscriptions/calendar")

export const useRenewalFigures = () => useRead<SubscriptionFiguresResponse>("subscriptions/figures")

export const useGuard = () => useRead<GuardResponse>("subscriptions/guard")

export const usePlans = (query: QueryParams) => useRead<Page<"plans", PlanResponse>>("plans", query)

export const usePlan = (id: string) => useRead<{ plan: PlanResponse }>(`plans/${id}`)

export const useSettings = () => useRead<SettingsResponse>("settings")

export const usePermissions = () => useRead<PermissionsResponse>("permissions")

/** Whether whoever is here may do it. The API refuses in any case: until the answer is here nothing is hidden. */
export const useMay = (code: Permission): boolean =>
  usePermissions().data?.permissions.find((one) => one.code === code)?.granted ?? true

/** What somebody's role leaves out, as a sentence; null for whoever may do it. */
export function useRefusal(code: Permission): string | null {
  const { t, say } = useLocale()
  const permission = usePermissions().data?.permissions.find((one) => one.code === code)
  return permission === undefined || permission.granted
    ? null
    : t("role.text", { what: say(permission.label) })
}

export const useProfile = (customerId: string | null) =>
  useRead<ProfileResponse>(customerId && `profiles/${customerId}`)

export type Customer = {
  id: string
  email: string | null
  first_name: string | null
  last_name: string | null
  has_account: boolean
}

const CUSTOMER_FIELDS = "id,email,first_name,last_name,has_account"

export const useCustomerSearch = (text: string) =>
  useQuery<{ customers: Customer[]; count: number }>({
    queryKey: ["kairos-customers", "search", text],
    queryFn: () =>
      sdk.client.fetch("/admin/customers", {
        query: { ...(text ? { q: text } : {}), limit: 8, fields: CUSTOMER_FIELDS },
      }),
    placeholderData: (previous) => previous,
  })

/** Names for the ids of one page of a list, in one call. */
export const useCustomerNames = (ids: readonly (string | null)[]) => {
  const known = [...new Set(ids.filter((id): id is string => id !== null))].sort()
  const { data } = useQuery<{ customers: Customer[] }>({
    queryKey: ["kairos-customers", "names", known],
    queryFn: () =>
      sdk.client.fetch("/admin/customers", {
        query: { id: known, limit: known.length, fields: CUSTOMER_FIELDS },
      }),
    enabled: known.length > 0,
    placeholderData: (previous) => previous,
  })
  return new Map((data?.customers ?? []).map((customer) => [customer.id, customer]))
}

/** How a customer is called on a screen: e-mail first, since it is unique where names are not. */
export const customerLabel = (customer: Customer | undefined, id: string): string =>
  customer?.email ?? customer?.first_name ?? id

/** The shop's sales channels by their ids; few enough for one call. */
export const useSalesChannelNames = (): ReadonlyMap<string, string> => {
  const { data } = useQuery<{ sales_channels: { id: string; name: string }[] }>({
    queryKey: ["kairos-sales-channels"],
    queryFn: () =>
      sdk.client.fetch("/admin/sales-channels", { query: { fields: "id,name", limit: 200 } }),
    staleTime: 600_000,
  })
  return new Map((data?.sales_channels ?? []).map(({ id, name }) => [id, name]))
}

/** The shop's customer groups; few enough for one call. */
export const useCustomerGroups = (): readonly { id: string; name: string }[] => {
  const { data } = useQuery<{ customer_groups: { id: string; name: string }[] }>({
    queryKey: ["kairos-customer-groups"],
    queryFn: () =>
      sdk.client.fetch("/admin/customer-groups", { query: { fields: "id,name", limit: 200 } }),
    staleTime: 60_000,
  })
  return data?.customer_groups ?? []
}

/** One product with its variants, by its id. */
export const useProduct = (id: string) => {
  const { data } = useQuery<{
    products: (Product & { variants: Omit<Variant, "product_title">[] })[]
  }>({
    queryKey: ["kairos-products", "one", id],
    queryFn: () =>
      sdk.client.fetch("/admin/products", {
        query: { id, fields: "id,title,handle,thumbnail,variants.id,variants.title,variants.sku" },
      }),
    enabled: id !== "",
  })
  return data?.products[0] ?? null
}

type User = { id: string; email: string; first_name: string | null; last_name: string | null }

/** Names for the users of one page of a list, in one call; an API key, or whoever is gone, has none. */
export const useUserNames = (ids: readonly string[]): ReadonlyMap<string, string> => {
  const known = [...new Set(ids.filter((id) => id.startsWith("user_")))].sort()
  const { data } = useQuery<{ users: User[] }>({
    queryKey: ["kairos-users", known],
    queryFn: () =>
      sdk.client.fetch("/admin/users", {
        query: { id: known, limit: known.length, fields: "id,email,first_name,last_name" },
      }),
    enabled: known.length > 0,
    placeholderData: (previous) => previous,
  })
  const name = ({ first_name, last_name, email }: User) =>
    [first_name, last_name].filter(Boolean).join(" ") || email
  return new Map((data?.users ?? []).map((user) => [user.id, name(user)]))
}

/** The currencies that the shop sells in, the default first. */
export const useCurrencies = () => {
  const { data } = useQuery<{
    stores: { supported_currencies: { currency_code: string; is_default: boolean }[] }[]
  }>({
    queryKey: ["kairos-currencies"],
    queryFn: () =>
      sdk.client.fetch("/admin/stores", {
        query: { fields: "id,supported_currencies.currency_code,supported_currencies.is_default" },
      }),
    staleTime: 600_000,
  })
  const currencies = data?.stores[0]?.supported_currencies ?? []
  return [...currencies]
    .sort((a, b) => Number(b.is_default) - Number(a.is_default))
    .map((currency) => currency.currency_code)
}

export type Product = { id: string; title: string; handle: string; thumbnail: string | null }
export type Variant = { id: string; title: string; sku: string | null; product_title: string }

export const useProductSearch = (text: string) =>
  useQuery<{ products: (Product & { variants: Omit<Variant, "product_title">[] })[] }>({
    queryKey: ["kairos-products", "search", text],
    queryFn: () =>
      sdk.client.fetch("/admin/products", {
        query: {
          ...(text ? { q: text } : {}),
          limit: 8,
          fields: "id,title,handle,thumbnail,variants.id,variants.title,variants.sku",
        },
      }),
    placeholderData: (previous) => previous,
  })

export const useProductNames = (ids: readonly string[]) => {
  const known = [...new Set(ids)].sort()
  const { data } = useQuery<{ products: Product[] }>({
    queryKey: ["kairos-products", "names", known],
    queryFn: () =>
      sdk.client.fetch("/admin/products", {
        query: { id: known, limit: known.length, fields: "id,title,handle,thumbnail" },
      }),
    enabled: known.length > 0,
    placeholderData: (previous) => previous,
  })
  return new Map((data?.products ?? []).map((product) => [product.id, product]))
}

/** What the catalog calls an event; its code when nobody knows it any more. */
export function useEventName(): (code: string) => string {
  const { say } = useLocale()
  const triggers = useCatalog().data?.catalog.triggers
  return (code) => say(triggers?.find((trigger) => trigger.code === code)?.label) || code
}
