/** The mandate card as it is being filled in (DOMAIN.md §2.2). */
import { type Mandate, mandateSchema } from "../../../shared/domain/mandate.ts";
import type { FreeText } from "./identityConcern.ts";

/** What is typed; `basis: null` until it is chosen, `basisText` is the reference or who said that none is needed. */
export interface MandateForm {
  readonly organisation: string;
  readonly decidedBy: string;
  readonly basis: Mandate["erasure"]["basis"] | null;
  readonly basisText: string;
  readonly dataProtectionContact: string;
}

export const emptyMandateForm: MandateForm = {
  organisation: "",
  decidedBy: "",
  basis: null,
  basisText: "",
  dataProtectionContact: "",
};

/** @returns `null` while something is missing */
export function mandateOf(form: MandateForm): Mandate | null {
  const { basis, basisText, ...rest } = form;
  if (basis === null) return null;
  const erasure = basis === "decision" ? { basis, reference: basisText } : { basis, saidBy: basisText };
  const parsed = mandateSchema.safeParse({ ...rest, erasure });
  return parsed.success ? parsed.data : null;
}

/** The fields in which a number that tells who somebody is may stand by mistake. */
export function mandateFreeTexts(form: MandateForm): FreeText[] {
  return [
    { field: "mandate-organisation", text: form.organisation },
    { field: "mandate-decidedBy", text: form.decidedBy },
    { field: "mandate-basis", text: form.basisText },
    { field: "mandate-dataProtectionContact", text: form.dataProtectionContact },
  ];
}
