/** Schemes of one's own, and one's own practice. */
import type { SchemeId } from "../../../shared/domain/scheme.ts";
import { smallScheme } from "../../support/smallScheme.ts";
import { keeping, type SmallDeed, sorted, stepwise } from "../stepwise.ts";

const { id: _id, version: _version, ...content } = smallScheme;
const words = { skill: "Spegla", situation: "I första samtalet", effect: "Att mer blir sagt" };
const day = { onDate: "2026-03-02", minutes: 20, text: "Övade speglingar." };

const onScheme =
  (name: "scheme.remove" | "scheme.putBack"): SmallDeed =>
  ({ vault, kept }) =>
    vault.ask(name, { schemeId: kept.scheme });

const reword =
  (text: string | null): SmallDeed =>
  ({ vault }) =>
    vault.ask("scheme.reword", {
      schemeId: "oars" as SchemeId,
      words: [{ partId: "", which: "sv", text }],
    });

export const schemesAndPractice = stepwise({
  name: "schemes of one's own, steps and a log",
  deeds: [
    (scene) =>
      keeping(scene, "scheme", "schemeId", scene.vault.ask("scheme.save", { schemeId: null, content })),
    ({ vault, kept }) =>
      vault.ask("scheme.save", { schemeId: kept.scheme, content: { ...content, title: { en: "Smaller" } } }),
    reword("Bra samtal"),
    reword(null),
    ({ vault, kept }) => vault.ask("scheme.copy", { schemeId: kept.scheme, title: "En egen" }),
    onScheme("scheme.remove"),
    onScheme("scheme.putBack"),
    (scene) =>
      keeping(scene, "step", "stepId", scene.vault.ask("practice.setStep", { ...words, learned: null })),
    ({ vault, kept }) =>
      vault.ask("practice.changeStep", { ...words, skill: "Spegla djupare", stepId: kept.step }),
    (scene) =>
      keeping(
        scene,
        "second",
        "stepId",
        scene.vault.ask("practice.setStep", { ...words, skill: "Fråga öppet", learned: "Att vänta." }),
      ),
    ({ vault, kept }) => vault.ask("practice.endStep", { stepId: kept.second, learned: "Att fråga mindre." }),
    ({ vault, kept }) => vault.ask("practice.removeStep", { stepId: kept.step }),
    (scene) => keeping(scene, "entry", "entryId", scene.vault.ask("practice.addEntry", day)),
    ({ vault, kept }) => vault.ask("practice.changeEntry", { ...day, minutes: 30, entryId: kept.entry }),
    ({ vault, kept }) => vault.ask("practice.removeEntry", { entryId: kept.entry }),
  ],
  async look({ vault }) {
    const { step, earlier, entries } = await vault.get("practice.read", {});
    const schemes = await vault.get("scheme.list", {});
    const own = schemes.filter(({ origin }) => origin === "own");
    const oars = await vault.get("scheme.original", { schemeId: "oars" as SchemeId });
    return { own: sorted(own), words: oars.words, step, earlier: sorted(earlier), entries: sorted(entries) };
  },
});
