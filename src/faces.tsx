/** @jsxImportSource hono/jsx */
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { Readable } from "node:stream";
import type { Context, Hono } from "hono";
import { compress } from "hono/compress";
import { setCookie } from "hono/cookie";
import { elderCookie, type Faces } from "./platform/http.ts";
import type { PortalEnv } from "./platform/module.ts";
import { frameOf, localAddress } from "./platform/portal.ts";
import { ButtonLink, CallCard } from "./ui/portal/components.tsx";
import { Page, portalAssets } from "./ui/portal/layout.tsx";

const consoleDir = join(import.meta.dirname, "../dist/console");

const errorWords: Record<number, { title: string; text: string }> = {
  400: { title: "这一页没看懂您填的内容", text: "请返回上一页，检查一下再试。您填过的内容还在。" },
  401: { title: "请先登录", text: "登录只要手机号和验证码。" },
  403: { title: "这一页不对您开放", text: "如果您觉得不对，请打电话问一问。" },
  404: { title: "没有找到这一页", text: "链接可能过期了，或者少了几个字。" },
  409: { title: "这一步现在做不了", text: "情况刚刚变了。请返回上一页看看最新的情况。" },
  413: { title: "内容太长了", text: "请删去一些再发送，最多两万字。" },
  429: { title: "您点得太快了", text: "请等一分钟再试。着急的话，打电话更快。" },
  500: { title: "这一页没能打开", text: "是我们的问题，不是您的。您填过的内容还在，请过一会儿再试。" },
  503: { title: "正在恢复服务", text: "请等几秒钟，再按一次刷新。您填过的内容还在。" },
};

/** The pages that belong to no module: errors, static files, the console's shell. */
export function faces(): Faces {
  return {
    errorPage: (c, status) => {
      const words = errorWords[status] ?? { title: "这一页没能打开", text: "请过一会儿再试。" };
      const frame = frameOf(c);
      return c.html(
        <Page {...frame} title={words.title} error noindex>
          <h1>{words.title}</h1>
          <p>{words.text}</p>
          {status >= 500 && <p>编号：{c.var.requestId.slice(0, 8)}</p>}
          <CallCard number={frame.city.hotline} label="打电话也一样能问" />
          <ButtonLink href={status === 401 ? "/sign-in" : "/"} kind="plain">
            {status === 401 ? "去登录" : "回到首页"}
          </ButtonLink>
        </Page>,
        status,
      );
    },
    mount(app) {
      // Files that are the same for everybody only: what says something of a person is never packed (BREACH).
      for (const files of ["/assets/*", "/console/*"]) app.use(files, compress());
      assets(app);
      consoleShell(app);
      app.get("/elder", (c) => {
        setCookie(c, elderCookie, c.req.query("on") === "1" ? "1" : "0", {
          path: "/",
          httpOnly: true,
          sameSite: "Lax",
          maxAge: 365 * 24 * 3600,
        });
        return c.redirect(localAddress(c.req.query("to")), 303);
      });
      app.get("/robots.txt", (c) => c.text("User-agent: *\nDisallow: /api/\nDisallow: /console/\n"));
      app.get("/favicon.ico", (c) => c.body(null, 204));
    },
  };
}

/** The portal's style and script: immutable, their address carries their hash. */
function assets(app: Hono<PortalEnv>): void {
  const { css, js } = portalAssets();
  const send = (c: Context<PortalEnv>, body: string, type: string) => {
    c.header("Content-Type", type);
    c.header("Cache-Control", c.req.query("v") ? "public, max-age=31536000, immutable" : "no-cache");
    return c.body(body);
  };
  app.get("/assets/portal.css", (c) => send(c, css, "text/css; charset=utf-8"));
  app.get("/assets/portal.js", (c) => send(c, js, "text/javascript; charset=utf-8"));
}

const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** The console: one page for every address below `/console`, hashed files beside it. */
function consoleShell(app: Hono<PortalEnv>): void {
  app.get("/console/assets/*", (c) => {
    const path = normalize(c.req.path.slice("/console/".length));
    const file = join(consoleDir, path);
    const type = types[extname(file)];
    if (!type || !file.startsWith(join(consoleDir, "assets")) || !existsSync(file) || !statSync(file).isFile())
      return c.notFound();
    c.header("Content-Type", type);
    c.header("Cache-Control", "public, max-age=31536000, immutable");
    return c.body(Readable.toWeb(createReadStream(file)) as ReadableStream);
  });
  app.get("/console", (c) => c.redirect("/console/"));
  app.get("/console/*", (c) => {
    const page = join(consoleDir, "console.html");
    if (!existsSync(page)) return c.text("The console is not built: run npm start.", 503);
    c.header("Cache-Control", "no-store");
    return c.html(
      readFileSync(page, "utf8")
        .replaceAll("__NONCE__", c.var.nonce)
        .replace("__MODE__", c.var.platform.demo ? "demo" : ""),
    );
  });
}
