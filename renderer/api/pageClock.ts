/** The page's only clock; what is due is decided in the vault process, this one is for words such as "today". */

/** Epoch ms. */
export function pageNow(): number {
  return Date.now();
}
