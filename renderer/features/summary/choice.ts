/** What one may want to see of a finished coding, one thing at a time. */
import type { Scheme } from "../../../shared/domain/scheme.ts";

export type Choice =
  | { readonly kind: "code" | "group" | "figure"; readonly id: string }
  | { readonly kind: "items" | "uncertain" };

/** What stands together on the screen. */
export interface ChoiceGroup {
  readonly heading: "counted" | "figures" | "rated" | "other";
  readonly choices: readonly Choice[];
}

/** A choice's own name among all of a scheme's. */
export function choiceKey(choice: Choice): string {
  return "id" in choice ? `${choice.kind} ${choice.id}` : choice.kind;
}

/** Everything that can be seen, in the order in which it is offered; groups that offer nothing are left out. */
export function choicesOf({ groups, codes, items, figures }: Scheme): ChoiceGroup[] {
  const isItem = (id: string) => items.some((item) => item.id === id);
  const ofItems = figures.filter(({ formula }) => formula.of.every(isItem));
  const offered: ChoiceGroup[] = [
    {
      heading: "counted",
      choices: groups.flatMap(({ id }): Choice[] => {
        const own = codes.filter(({ groupId }) => groupId === id);
        const whole: Choice[] = own.length > 1 ? [{ kind: "group", id }] : [];
        return [...own.map((code) => ({ kind: "code" as const, id: code.id })), ...whole];
      }),
    },
    {
      heading: "figures",
      choices: figures
        .filter((figure) => !ofItems.includes(figure))
        .map(({ id }) => ({ kind: "figure", id })),
    },
    {
      heading: "rated",
      choices: [
        ...(items.length === 0 ? [] : [{ kind: "items" } as const]),
        ...ofItems.map(({ id }) => ({ kind: "figure", id }) as const),
      ],
    },
    { heading: "other", choices: codes.length === 0 ? [] : [{ kind: "uncertain" }] },
  ];
  return offered.filter(({ choices }) => choices.length > 0);
}

/** Every choice that stands for the whole, as a sheet with all figures has them: no code twice. */
export function allChoices(scheme: Scheme): Choice[] {
  return choicesOf(scheme)
    .flatMap(({ choices }) => choices)
    .filter(({ kind }) => kind !== "group");
}
