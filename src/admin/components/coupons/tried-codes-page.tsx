import { Badge } from "@medusajs/ui"
import type { TriedCodeResponse } from "../../../types"
import { useLocale } from "../../lib/locale"
import {
  customerLabel,
  useCustomerNames,
  useSalesChannelNames,
  useTriedCodes,
} from "../../lib/resources"
import { useFilters } from "../../lib/use-filters"
import { Fact, Page, Section, TextLink } from "../common/page"
import { Pager } from "../common/pager"
import { Empty, Loaded } from "../common/states"
import { Sparkline } from "../triggers/sparkline"

const LIMIT = 10

/** Which coupons' codes are known to people whom they do not belong to. */
export function TriedCodesPage() {
  const { t } = useLocale()
  const { offset, setOffset } = useFilters([])
  const tried = useTriedCodes({ limit: LIMIT, offset })
  return (
    <Page>
      <Section
        level="h1"
        title={t("nav.triedCodes")}
        description={t("leak.hint")}
        actions={<TextLink to="/kairos/settings">{t("nav.settings")}</TextLink>}
      >
        <Loaded query={tried} rows={10}>
          {(page) =>
            page.coupon_attempts.length > 0 ? (
              <Pager {...page} onOffset={setOffset} />
            ) : (
              <Empty title={t("leak.noneTitle")} text={t("leak.noneText")} />
            )
          }
        </Loaded>
      </Section>
      <TriedCodes codes={tried.data?.coupon_attempts ?? []} />
    </Page>
  )
}

function TriedCodes({ codes }: { codes: TriedCodeResponse[] }) {
  const customers = useCustomerNames(codes.map(({ customer_id }) => customer_id))
  return codes.map((code) => (
    <TriedCode
      key={`${code.coupon_id} ${code.code_ending} ${code.first_at}`}
      code={code}
      owner={customerLabel(customers.get(code.customer_id), code.customer_id)}
    />
  ))
}

function TriedCode({ code, owner }: { code: TriedCodeResponse; owner: string }) {
  const { t, say, number, dateTime, list } = useLocale()
  const channels = useSalesChannelNames()
  const revoked = code.revoked_at !== null
  const counts = code.by_hour.map(({ attempts }) => attempts)
  const hours = code.by_hour.map(({ at, attempts }) => `${dateTime(at)}: ${number(attempts)}`)
  return (
    <Section
      title={t("leak.code", { ending: code.code_ending })}
      description={say(code.text)}
      badge={
        <Badge size="2xsmall" color={revoked ? "red" : "grey"}>
          {t(revoked ? "leak.revoked" : "leak.watched")}
        </Badge>
      }
    >
      <dl className="divide-y">
        <Fact term={t("leak.owner")}>
          <TextLink to={`/customers/${code.customer_id}`}>{owner}</TextLink>
        </Fact>
        <Fact term={t("leak.byHour")}>
          <Sparkline values={counts} label={hours.join("; ")} />
          <ul>
            {hours.slice(-3).map((hour) => (
              <li key={hour}>{hour}</li>
            ))}
          </ul>
        </Fact>
        <Fact term={t("leak.blocks", { count: code.address_blocks_count })}>
          {list(code.address_blocks.map(({ block, attempts }) => `${block} (${number(attempts)})`))}
        </Fact>
        <Fact term={t("leak.channels")}>
          {list(
            code.channels.map(
              ({ sales_channel_id: id, attempts }) =>
                `${id === null ? t("leak.noChannel") : (channels.get(id) ?? id)} (${number(attempts)})`
            )
          )}
        </Fact>
      </dl>
    </Section>
  )
}
