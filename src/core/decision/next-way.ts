import type { PassedChannel } from "./delivery"
import type { Way } from "./carriers"

/** The ways of a delivery on which nobody refused it for good, in their order. */
export const openWays = (
  ways: readonly Way[],
  refused: readonly PassedChannel[] | null
): readonly Way[] => ways.filter(({ channel }) => !isRefused(channel, refused))

const isRefused = (channel: string, refused: readonly PassedChannel[] | null): boolean =>
  refused?.some((one) => one.channel === channel) ?? false

/**
 * What stands in the way on a channel whose provider refused the message for good: the next one is taken, by the same decision.
 * Null where no other is left, and the delivery has failed.
 */
export function refusedWay(
  ways: readonly Way[],
  {
    channel,
    refused,
    detail,
  }: {
    readonly channel: string
    readonly refused: readonly PassedChannel[] | null
    readonly detail: string | null
  }
): readonly PassedChannel[] | null {
  const all = [...(refused ?? []), { channel, reason: "unavailable" as const, detail }]
  return openWays(ways, all).length === 0 ? null : all
}

/** The channels that were passed over, whoever did it, as the step names them. */
export function inOrderOfWays(
  ways: readonly Way[],
  passed: readonly PassedChannel[]
): readonly PassedChannel[] {
  const place = ({ channel }: PassedChannel) => ways.findIndex((way) => way.channel === channel)
  return [...passed].sort((a, b) => place(a) - place(b))
}
