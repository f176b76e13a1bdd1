import type { Context } from "hono";
import type { PortalEnv } from "./module.ts";

/** Headers of every answer: strict content policy with a nonce, no framing, no sniffing, no referrer to others. */
export function securityHeaders(c: Context<PortalEnv>, publicUrl: string): void {
  const nonce = c.var.nonce;
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Ant Design positions with style attributes; they cannot load or run anything.
    c.req.path.startsWith("/console") ? "style-src-attr 'unsafe-inline'" : "style-src-attr 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  c.header("Content-Security-Policy", policy.join("; "));
  c.header("X-Content-Type-Options", "nosniff");
  c.header("X-Frame-Options", "DENY");
  c.header("Referrer-Policy", "same-origin");
  c.header("Cross-Origin-Opener-Policy", "same-origin");
  c.header("Cross-Origin-Resource-Policy", "same-origin");
  c.header("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
  if (publicUrl.startsWith("https://")) c.header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}
