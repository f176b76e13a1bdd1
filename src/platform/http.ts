import { randomBytes, randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie, setCookie } from "hono/cookie";
import type { Contract } from "../shared/contract.ts";
import { createApiHandler, indexOperations } from "./api.ts";
import type { Caller, Platform } from "./context.ts";
import { isUnavailable } from "./database.ts";
import { healthRoutes } from "./health.ts";
import type { Metrics } from "./metrics.ts";
import type { Api, PortalEnv, ServerModule } from "./module.ts";
import { type Invocation, invoke, isExpected, type OperationIndex } from "./operation.ts";
import { securityHeaders } from "./security-headers.ts";

/** Finds who holds a session token; anonymous when nobody does. Given by the identity module. */
export type ResolveCaller = (token: string) => Promise<Caller>;

/** Pages the platform cannot draw itself: it knows no words. Given by the composition. */
export interface Faces {
  /** A full page for an error on the portal. */
  errorPage(
    c: Context<PortalEnv>,
    status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500 | 503,
  ): Response | Promise<Response>;
  /** Static files and the console. */
  mount(app: Hono<PortalEnv>): void;
}

export interface AppParts {
  platform: Platform;
  modules: readonly ServerModule[];
  resolveCaller: ResolveCaller;
  faces: Faces;
  metrics: Metrics;
  ready: () => Promise<{ ok: boolean; checks: Record<string, boolean> }>;
  trustProxy: boolean;
}

export const draftCookie = "clinic_draft";
export const elderCookie = "clinic_elder";
const MAX_BODY = 1024 * 1024;

/** Name of the session cookie: `__Host-` where the site is on TLS (SEC-03). */
export function sessionCookie(publicUrl: string): string {
  return publicUrl.startsWith("https://") ? "__Host-clinic" : "clinic_session";
}

/** Sets the session cookie, or clears it with `null`. */
export function writeSession(c: Context, publicUrl: string, token: string | null): void {
  setCookie(c, sessionCookie(publicUrl), token ?? "", {
    path: "/",
    httpOnly: true,
    secure: publicUrl.startsWith("https://"),
    sameSite: "Lax",
    maxAge: token ? 24 * 3600 : 0,
  });
}

/** The whole application as one Hono app: health, API, portal, console. */
export function createApp(parts: AppParts): Hono<PortalEnv> {
  const { platform, modules } = parts;
  const index = indexOperations(modules);
  const api = createApiHandler(modules, index);
  const app = new Hono<PortalEnv>();

  app.use(async (c, next) => {
    const started = performance.now();
    c.set("requestId", randomUUID());
    c.set("nonce", randomBytes(16).toString("base64url"));
    c.set("platform", platform);
    securityHeaders(c, platform.publicUrl);
    await next();
    c.header("X-Request-Id", c.var.requestId);
    parts.metrics.observe(c.req.method, c.req.path, c.res.status, (performance.now() - started) / 1000);
  });
  healthRoutes(app, parts);
  app.use(
    bodyLimit({
      maxSize: MAX_BODY,
      onError: (c) => (isApi(c.req.path) ? c.json({ code: "TOO_LARGE" }, 413) : parts.faces.errorPage(c as never, 413)),
    }),
  );
  app.use(async (c, next) => {
    const refused = crossSite(c, platform.publicUrl);
    if (refused)
      return isApi(c.req.path) ? c.json({ code: "CROSS_SITE", message: refused }, 403) : parts.faces.errorPage(c, 403);
    c.set("caller", await callerOf(c, parts));
    c.set("elder", getCookie(c, elderCookie) === "1");
    c.set("draft", getCookie(c, draftCookie));
    c.set("api", apiFor(index, c, parts));
    await next();
  });
  app.all("/api/*", async (c) => {
    const invocation = invocationOf(c, parts);
    const response = await api(c.req.raw, invocation);
    if (!response) return c.json({ code: "NOT_FOUND" }, 404);
    for (const [key, value] of response.headers) c.header(key, value);
    c.header("Cache-Control", "no-store");
    if (response.status === 503) c.header("Retry-After", "3");
    if (invocation.reply.session !== undefined) writeSession(c, platform.publicUrl, invocation.reply.session);
    return c.newResponse(response.body, response.status as 200);
  });
  for (const module of modules) module.portal?.(app);
  parts.faces.mount(app);
  app.notFound((c) => (isApi(c.req.path) ? c.json({ code: "NOT_FOUND" }, 404) : parts.faces.errorPage(c, 404)));
  app.onError((error, c) => {
    const status = statusOf(error);
    if (status === 500) platform.log.error({ requestId: c.var.requestId, err: error }, "unexpected error");
    if (status === 503) c.header("Retry-After", "3");
    if (isApi(c.req.path))
      return c.json(
        { code: status === 503 ? "SERVICE_UNAVAILABLE" : "INTERNAL_SERVER_ERROR", requestId: c.var.requestId },
        status,
      );
    return parts.faces.errorPage(c, status);
  });
  return app;
}

const isApi = (path: string): boolean => path.startsWith("/api/");

function statusOf(error: unknown): 400 | 401 | 403 | 404 | 409 | 429 | 500 | 503 {
  if (isUnavailable(error)) return 503;
  if (!isExpected(error)) return 500;
  if ("issues" in error) return 400;
  if ("status" in error) return error.status;
  return "data" in error ? 409 : 404;
}

/** Writes that come from another site's page are refused (browsers say so in Sec-Fetch-Site or Origin). */
function crossSite(c: Context, publicUrl: string): string | undefined {
  if (["GET", "HEAD", "OPTIONS"].includes(c.req.method)) return undefined;
  if (c.req.header("authorization")) return undefined;
  const site = c.req.header("sec-fetch-site");
  if (site && site !== "same-origin" && site !== "none") return "This request comes from another site.";
  const origin = c.req.header("origin");
  if (!site && origin && origin !== "null") {
    const own = [new URL(publicUrl).host, c.req.header("host")];
    if (!URL.canParse(origin) || !own.includes(new URL(origin).host)) return "This request comes from another site.";
  }
  return undefined;
}

async function callerOf(c: Context<PortalEnv>, parts: AppParts): Promise<Caller> {
  const bearer = c.req.header("authorization")?.match(/^Bearer ([\w-]{20,100})$/)?.[1];
  const token = bearer ?? getCookie(c, sessionCookie(parts.platform.publicUrl));
  if (!token) return { kind: "anonymous" };
  return await parts.resolveCaller(token);
}

function invocationOf(c: Context<PortalEnv>, parts: AppParts): Invocation {
  const forwarded = parts.trustProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket;
  return {
    platform: parts.platform,
    caller: c.var.caller,
    reply: {},
    request: {
      requestId: c.var.requestId,
      ip: forwarded ?? socket?.remoteAddress ?? "",
      userAgent: c.req.header("user-agent") ?? "",
      purpose: c.req.header("x-purpose")?.slice(0, 200),
    },
  };
}

/** The in-process client of a request: `c.var.api(contract).verb(input)`. */
function apiFor(index: OperationIndex, c: Context<PortalEnv>, parts: AppParts): Api {
  return (<C extends Contract>(contract: C) =>
    new Proxy(
      {},
      {
        get: (_, verb: string) => {
          const endpoint = contract[verb];
          if (!endpoint) return undefined;
          return async (input: unknown) => {
            const invocation = invocationOf(c, parts);
            const output = await invoke(index, endpoint, input, invocation);
            if (invocation.reply.session !== undefined)
              writeSession(c, parts.platform.publicUrl, invocation.reply.session);
            return output;
          };
        },
      },
    )) as Api;
}
