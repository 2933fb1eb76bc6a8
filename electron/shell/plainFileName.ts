/** File names that every system accepts. */

/**
 * A name without folders and without what some system forbids in a file name.
 *
 * @returns never empty
 */
export function plainFileName(suggested: string): string {
  const plain = suggested.replace(/[\p{Cc}<>:"/\\|?*]/gu, "-").replace(/^[.\s]+|[.\s]+$/g, "");
  return plain === "" ? "lyhord" : plain;
}
