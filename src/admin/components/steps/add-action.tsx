import { Plus } from "@medusajs/icons"
import { Button, DropdownMenu, Hint, Text } from "@medusajs/ui"
import { useLocale } from "../../lib/locale"
import type { Catalog } from "../../lib/resources"
import { newAction, type ActionDraft } from "../automations/draft"
import { defaultArgs } from "../forms/default-args"
import { useProblems } from "../forms/field"

type AddActionProps = {
  actions: Catalog["actions"]
  label: string
  path: string
  onAdd: (action: ActionDraft) => void
}

export function AddAction({ actions, label, path, onAdd }: AddActionProps) {
  const { say } = useLocale()
  const problems = useProblems(path)
  return (
    <div>
      <DropdownMenu>
        <DropdownMenu.Trigger asChild>
          <Button type="button" size="small" variant="secondary">
            <Plus />
            {label}
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content align="start">
          {actions.map((action) => (
            <DropdownMenu.Item
              key={action.code}
              onSelect={() => onAdd(newAction(action.code, defaultArgs(action.args)))}
            >
              <div className="max-w-sm">
                <Text size="small" weight="plus">
                  {say(action.label)}
                </Text>
                <Text size="xsmall" className="text-ui-fg-subtle">
                  {say(action.description)}
                </Text>
              </div>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu>
      {problems.map((problem) => (
        <Hint key={problem.message} variant="error" className="mt-2">
          {problem.message}
        </Hint>
      ))}
    </div>
  )
}
