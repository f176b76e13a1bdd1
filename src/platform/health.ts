import type { Hono } from "hono";
import type { AppParts } from "./http.ts";
import type { PortalEnv } from "./module.ts";

/** `/healthz` the process lives · `/readyz` it can serve · `/metrics` for Prometheus, loopback only. */
export function healthRoutes(app: Hono<PortalEnv>, parts: AppParts): void {
  app.get("/healthz", (c) => c.json({ ok: true }));
  app.get("/readyz", async (c) => {
    const state = await parts.ready();
    return c.json(state, state.ok ? 200 : 503);
  });
  app.get("/metrics", async (c) => {
    const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket;
    const from = socket?.remoteAddress ?? "127.0.0.1";
    if (!/^(::1|127\.|::ffff:127\.)/.test(from) || c.req.header("x-forwarded-for")) return c.notFound();
    c.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    return c.body(await parts.metrics.text());
  });
}
