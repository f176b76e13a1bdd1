import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Area } from "../shared/pack-areas.ts";
import { Denied, Invalid, NotFound, Refusal } from "../shared/refusal.ts";
import type { PortalEnv } from "./module.ts";

export type PortalContext = Context<PortalEnv>;

/** What every portal page is drawn with (the kit's `Frame`). */
export function frameOf(c: PortalContext) {
  const { pack } = c.var.platform;
  return {
    city: {
      name: pack.name,
      bureau: pack.bureau,
      hotline: pack.hotline.number,
      filing: {
        links: [
          { href: "/privacy", label: "您的信息怎么用" },
          { href: "/verify", label: "查法律建议书真假" },
        ],
      },
    },
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

const areaCookie = "clinic_area";

/** The place whose clinics are shown first: the one the browser remembers by its code, else the pack's default. */
export function areaOf(c: PortalContext): Area {
  const { pack } = c.var.platform;
  return pack.findArea(getCookie(c, areaCookie) ?? "") ?? pack.area(pack.defaultArea);
}

/** Remembers a place by its code for a year; codes that the city does not have are not remembered. */
export function rememberArea(c: PortalContext, code: string): void {
  const { pack, publicUrl } = c.var.platform;
  if (pack.findArea(code)) setCookie(c, areaCookie, code, { ...cookieBase(publicUrl), maxAge: 365 * 24 * 3600 });
}

/** Options of every cookie of the portal: not readable by scripts, not sent from other sites' forms. */
export function cookieBase(publicUrl: string) {
  return { path: "/", httpOnly: true, sameSite: "Lax", secure: publicUrl.startsWith("https://") } as const;
}

/** Keeps a few small values sealed in the browser for `seconds`, out of addresses and logs; undefined forgets them. */
export function keepSealed(
  c: PortalContext,
  name: string,
  values: Record<string, string> | undefined,
  seconds = 900,
): void {
  const { vault, publicUrl } = c.var.platform;
  const value = values ? vault.seal(JSON.stringify(values)) : "";
  setCookie(c, name, value, { ...cookieBase(publicUrl), maxAge: values ? seconds : 0 });
}

/** What {@link keepSealed} kept; undefined when there is nothing, or nothing of ours. */
export function keptSealed(c: PortalContext, name: string): Record<string, string> | undefined {
  const value = getCookie(c, name);
  if (!value) return undefined;
  try {
    return JSON.parse(c.var.platform.vault.open(value)) as Record<string, string>;
  } catch {
    return undefined;
  }
}

/** A page about one person: no cache keeps it, neither the browser's nor one on the way. */
export function personal(c: PortalContext): void {
  c.header("Cache-Control", "no-store");
}

export { Denied, NotFound, Refusal };
