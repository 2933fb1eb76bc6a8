/** Whether a person has typed the name that an irreversible deed asks for. */

/** Case, outer spaces and repeated spaces do not matter. */
export function isTypedAs(typed: string, expected: string): boolean {
  return folded(typed) !== "" && folded(typed) === folded(expected);
}

function folded(text: string): string {
  return text.normalize("NFC").trim().replace(/\s+/gu, " ").toLowerCase();
}
