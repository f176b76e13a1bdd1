import type { Context } from "hono";
import { Denied, Invalid, NotFound, Refusal } from "../shared/refusal.ts";
import type { PortalEnv } from "./module.ts";

export type PortalContext = Context<PortalEnv>;

/** What every portal page is drawn with (the kit's `Frame`). */
export function frameOf(c: PortalContext) {
  const { pack } = c.var.platform;
  return {
    city: { name: pack.name, bureau: pack.bureau, hotline: pack.hotline.number },
    elder: c.var.elder,
    nonce: c.var.nonce,
    path: c.req.path + (new URL(c.req.url).search || ""),
  };
}

/** The fields of a posted form as texts; a field that comes more than once is joined with commas. */
export async function formOf(c: PortalContext): Promise<Record<string, string>> {
  const body = await c.req.parseBody({ all: true });
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) {
    const texts = (Array.isArray(value) ? value : [value]).filter((part): part is string => typeof part === "string");
    fields[name] = texts.join(",");
  }
  return fields;
}

/** Errors of an operation as the kit shows them. Anything that is not the person's to mend is thrown on. */
export function fieldErrors(
  error: unknown,
  words: { refusals: Record<string, string>; fields?: Record<string, string>; refusalField?: Record<string, string> },
): { field: string; message: string }[] {
  if (error instanceof Invalid)
    return error.issues.map((issue) => {
      const field = String(issue.path[0] ?? "");
      return { field, message: words.fields?.[field] ?? issue.message };
    });
  if (error instanceof Refusal) {
    const message = words.refusals[error.code];
    if (message) return [{ field: words.refusalField?.[error.code] ?? "", message }];
  }
  throw error;
}

/** A local address to go back to; anything else (another site, a scheme) becomes the home page. */
export function localAddress(to: string | undefined, fallback = "/"): string {
  return to && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : fallback;
}

/** Sends whoever is not signed in as a resident to the sign-in page and back again. */
export function needsResident(c: PortalContext): Response | undefined {
  if (c.var.caller.kind === "resident") return undefined;
  return c.redirect(`/sign-in?to=${encodeURIComponent(frameOf(c).path)}`, 303);
}

export { Denied, NotFound, Refusal };
