/** The address of the page: its own scheme, so that no file and no server stands behind it. */

/** The page's origin; all of the application is served from it. */
export const appOrigin = "app://lyhord";

/** The address the window loads. */
export const pageUrl = `${appOrigin}/index.html`;

/** Whether a URL belongs to the application; anything unparsable does not. */
export function isAppUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === "app:" && parsed.host === "lyhord";
}
