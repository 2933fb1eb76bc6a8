/** The headers that every response to the page carries. */

/**
 * The page's content security policy.
 *
 * `'unsafe-inline'` for styles is needed by Mantine's theme, wavesurfer and the scroll lock.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join("; ");

/**
 * The policy of the one worker that hears where somebody speaks: its model runs in WebAssembly, which a policy for
 * scripts forbids unless it says so. A worker goes by the policy that came with its own script.
 */
export const speechWorkerPolicy = contentSecurityPolicy.replace(
  "script-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
);

/** Headers of a response, the given ones added to those that all have; nothing may be kept in a cache. */
export function securityHeaders(own: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...own,
  };
}

/** A response without a body for the page. */
export function emptyResponse(status: number, own: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: securityHeaders(own) });
}
