/** Copying to the clipboard. */

/**
 * Copies a text.
 *
 * Goes by the selection and the copy command, since the asynchronous clipboard needs a permission
 * that the shell denies with all the others.
 *
 * @returns whether it was copied
 */
export function copyText(text: string): boolean {
  const copy = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  document.addEventListener("copy", copy, { once: true });
  try {
    return document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", copy);
  }
}
