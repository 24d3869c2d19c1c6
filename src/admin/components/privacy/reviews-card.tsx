import { AllowedButton } from "../common/allowed-button"
import { Text, toast } from "@medusajs/ui"
import { type FormEvent, useState } from "react"
import type { ReviewResponse } from "../../../types"
import { useSend } from "../../lib/api"
import { useLocale } from "../../lib/locale"
import { customerLabel, useCustomerNames, useReviews, useUserNames } from "../../lib/resources"
import { Section, TextLink } from "../common/page"
import { Pager } from "../common/pager"
import { Empty, ErrorAlert, Loaded } from "../common/states"
import { TextArea } from "../forms/controls"
import { Field, Problems, useProblemsOf } from "../forms/field"

const LIMIT = 10

/** Decisions that shoppers want a person to look at; an answer closes the request. */
export function ReviewsCard({ state }: { state: "open" | "closed" }) {
  const { t } = useLocale()
  const [offset, setOffset] = useState(0)
  const query = useReviews({ state, limit: LIMIT, offset })
  const open = state === "open"
  return (
    <Section
      title={t(open ? "privacy.reviews" : "privacy.reviewsClosed")}
      description={open ? t("privacy.reviewsHint") : undefined}
    >
      <Loaded query={query} rows={3}>
        {(page) =>
          page.count === 0 ? (
            <Empty title={t(open ? "privacy.noReviews" : "privacy.noReviewsClosed")} />
          ) : (
            <>
              <Reviews reviews={page.reviews} />
              <Pager
                list={t(open ? "privacy.reviews" : "privacy.reviewsClosed")}
                {...page}
                onOffset={setOffset}
              />
            </>
          )
        }
      </Loaded>
    </Section>
  )
}

function Reviews({ reviews }: { reviews: readonly ReviewResponse[] }) {
  const customers = useCustomerNames(reviews.map(({ customer_id }) => customer_id))
  return (
    <ul className="divide-y">
      {reviews.map((review) => (
        <li key={review.id} className="flex flex-col gap-y-3 px-6 py-4">
          <Review
            review={review}
            who={customerLabel(customers.get(review.customer_id), review.customer_id)}
          />
        </li>
      ))}
    </ul>
  )
}

function Review({ review, who }: { review: ReviewResponse; who: string }) {
  const { t, say, dateTime } = useLocale()
  const users = useUserNames(review.closed_by === null ? [] : [review.closed_by])
  return (
    <>
      <div>
        <Text size="small" className="text-ui-fg-subtle">
          {dateTime(review.created_at)} ·{" "}
          <TextLink to={`/kairos/privacy/${review.customer_id}`}>{who}</TextLink> ·{" "}
          <TextLink to={`/kairos/decisions/${review.decision_id}`}>{t("decision.one")}</TextLink>
        </Text>
        <Text size="small">{say(review.told)}</Text>
        {review.message === "" ? null : (
          <Text size="small" className="break-words italic">
            {review.message}
          </Text>
        )}
      </div>
      {review.state === "open" ? (
        <CloseForm review={review} who={who} />
      ) : (
        <Text size="small" className="break-words">
          {dateTime(review.closed_at)}
          {review.closed_by === null ? "" : ` · ${users.get(review.closed_by) ?? review.closed_by}`}
          : {review.answer}
        </Text>
      )}
    </>
  )
}

function CloseForm({ review, who }: { review: ReviewResponse; who: string }) {
  const { t } = useLocale()
  const [answer, setAnswer] = useState("")
  const close = useSend<{ answer: string }, unknown>(`reviews/${review.id}/close`)
  const problems = useProblemsOf(close.error)
  const send = (event: FormEvent) => {
    event.preventDefault()
    close.mutate({ answer }, { onSuccess: () => toast.success(t("privacy.reviewAnswered")) })
  }
  return (
    <Problems value={problems}>
      <form onSubmit={send} className="flex max-w-2xl flex-col gap-y-2">
        <Field
          label={t("privacy.answerTo", { who })}
          hint={t("privacy.answerHint", { language: t(`privacy.languages.${review.locale}`) })}
          path="answer"
        >
          {(control) => <TextArea {...control} rows={2} value={answer} onChange={setAnswer} />}
        </Field>
        {close.error && problems.length === 0 ? <ErrorAlert error={close.error} /> : null}
        <div>
          <AllowedButton
            needs="privacy"
            type="submit"
            size="small"
            variant="secondary"
            isLoading={close.isPending}
          >
            {t("privacy.close")}
          </AllowedButton>
        </div>
      </form>
    </Problems>
  )
}
