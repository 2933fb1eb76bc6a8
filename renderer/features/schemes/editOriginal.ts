/** Opens a scheme of one's own to be written on. */
import type { SchemeId } from "../../../shared/domain/scheme.ts";
import { call } from "../../api/call.ts";
import { editScheme } from "./schemesStore.ts";

/** The newest version as it was made: words of one's own stay beside it. @throws AppFailure */
export async function editOriginal(schemeId: SchemeId): Promise<void> {
  const { scheme } = await call("scheme.original", { schemeId });
  const { id, version, ...content } = scheme;
  editScheme({ schemeId: id, version, content });
}
