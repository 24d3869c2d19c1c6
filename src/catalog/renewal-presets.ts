import { BASE, mail, ONE_DAY, type PresetRecipe, step, stepOf, TWO_WEEKS } from "./preset-parts"
import { RENEWAL_MAILS, RENEWAL_MOMENTS, renewalPresetCode } from "./renewal-mails"
import { subscriptionTriggers } from "./subscription-triggers"

/** One for each moment of a subscription: told as service, before everything else, and to nobody twice for one event. */
export const RENEWAL_PRESETS: readonly PresetRecipe[] = RENEWAL_MOMENTS.map((moment) => {
  const trigger = subscriptionTriggers.find(({ code }) => code === moment.trigger)
  const { name } = RENEWAL_MAILS.find(
    ({ code }) => code === moment.mail
  ) as (typeof RENEWAL_MAILS)[number]
  return {
    code: renewalPresetCode(moment.trigger),
    label: name,
    description: trigger?.description ?? name,
    automation: (say) => ({
      ...BASE,
      name: say(name),
      objective: "renew",
      purpose: "service",
      trigger: { code: moment.trigger, args: {} },
      priority: 100,
      goal: null,
      steps: [
        ...stepOf([mail(moment.mail)], TWO_WEEKS),
        // Asked again before it leaves: whoever chose another card meanwhile hears nothing more.
        ...(moment.again_after_days === undefined
          ? []
          : [
              step(
                "again",
                { minutes: moment.again_after_days * ONE_DAY },
                [mail(moment.mail)],
                2 * ONE_DAY
              ),
            ]),
      ],
    }),
  }
})
