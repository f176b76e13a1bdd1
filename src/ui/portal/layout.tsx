/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered

import { raw } from "hono/html";
import type { Child, PropsWithChildren } from "hono/jsx";
import { tokens } from "../tokens.ts";
import { contentHash, portalAssets } from "./assets.ts";
import { Icon } from "./icons.tsx";

export { contentHash, portalAssets };

/** The legal footer of a government site. Whatever the city has not been given yet stays away. */
export type Filing = Readonly<{
  icp?: string;
  police?: Readonly<{ text: string; href: string }>;
  siteCode?: string;
  host?: string;
  links?: readonly Readonly<{ href: string; label: string }>[];
}>;

export type City = Readonly<{ name: string; bureau: string; hotline: string; filing?: Filing }>;

/** What the platform knows about each request; spread it into every page. */
export type Frame = Readonly<{ city: City; elder: boolean; path: string; nonce: string; lang?: string }>;

export type Back = Readonly<{ href: string; label?: string }>;

export type PageProps = Frame &
  PropsWithChildren<{
    /** Title of the tab; the page's own H1 says the same. */
    title: string;
    back?: Back;
    /** The form came back with something to correct: the title says so first. */
    error?: boolean;
    /** "text" ≤ 42 em (default) · "wide" for tables and lists · "sheet" for paper. */
    width?: "text" | "wide" | "sheet";
    noindex?: boolean;
    description?: string;
    /** Leave out the help band where the page itself is the help (danger, paper). */
    help?: boolean;
    head?: Child;
  }>;

const elderHref = (on: boolean, path: string) => `/elder?on=${on ? 1 : 0}&to=${encodeURIComponent(path)}`;

export function Page(props: PageProps) {
  const { title, elder, city, nonce, path, lang = "zh-CN", width = "text", children } = props;
  const { hash } = portalAssets();
  const colour = tokens[elder ? "elder" : "normal"].colour;
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang={lang} data-elder={elder ? "" : undefined}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${props.error ? "请改一下：" : ""}${title} - ${city.name}法律门诊`}</title>
          {props.description ? <meta name="description" content={props.description} /> : null}
          {props.noindex ? <meta name="robots" content="noindex" /> : null}
          <meta name="theme-color" content={colour.surface} />
          <meta name="format-detection" content="telephone=no" />
          <link rel="stylesheet" href={`/assets/portal.css?v=${hash}`} />
          <script src={`/assets/portal.js?v=${hash}`} defer nonce={nonce} />
          {props.head}
        </head>
        <body class={`w-${width}`}>
          <a class="skip" href="#main">
            直接看正文
          </a>
          <Header city={city} elder={elder} path={path} />
          <main id="main" class="page" tabindex={-1}>
            {props.back ? <BackLink {...props.back} /> : null}
            {children}
          </main>
          <Footer city={city} help={props.help ?? true} path={path} />
        </body>
      </html>
    </>
  );
}

function Header({ city, elder, path }: { city: City; elder: boolean; path: string }) {
  return (
    <header class="top">
      <div class="page">
        <a class="name" href="/">
          <span class="mark" aria-hidden="true">
            法
          </span>
          <span>
            <b>法律门诊</b>
            <small>{city.bureau}</small>
          </span>
        </a>
        <nav class="tools" aria-label="常用">
          <a href={elderHref(!elder, path)}>{elder ? "标准版" : "长辈版"}</a>
          <a href="/progress" aria-current={path === "/progress" ? "page" : undefined}>
            查进度
          </a>
        </nav>
      </div>
    </header>
  );
}

function Footer({ city, help, path }: { city: City; help: boolean; path: string }) {
  const filing = city.filing;
  return (
    <footer>
      {help ? (
        <section class="help" aria-label="电话和帮助">
          <div class="page">
            <a class="hotline" href={`tel:${city.hotline}`}>
              <Icon name="phone" />
              <span>
                不会用手机？打电话也一样
                <b>{city.hotline}</b>
              </span>
            </a>
            <a class="btn plain" href={`/help?from=${encodeURIComponent(path)}`}>
              请人帮我办
            </a>
          </div>
        </section>
      ) : null}
      <div class="filing">
        <div class="page">
          <p>
            {city.bureau}主办{filing?.host ? ` · ${filing.host}` : ""}
          </p>
          {filing?.links?.length ? (
            <p>
              {filing.links.map((link) => (
                <a href={link.href}>{link.label}</a>
              ))}
            </p>
          ) : null}
          {filing?.icp || filing?.police || filing?.siteCode ? (
            <p>
              {filing.icp ? <a href="https://beian.miit.gov.cn/">{filing.icp}</a> : null}
              {filing.police ? <a href={filing.police.href}>{filing.police.text}</a> : null}
              {filing.siteCode ? <span>网站标识码 {filing.siteCode}</span> : null}
            </p>
          ) : null}
        </div>
      </div>
    </footer>
  );
}

export function BackLink({ href, label = "返回" }: Back) {
  return (
    <p class="back">
      <a href={href}>
        <Icon name="back" />
        {label}
      </a>
    </p>
  );
}
