import type { TestApp } from "../harness/app.ts";

/** One page as a browser without JavaScript has it. */
export interface Screen {
  status: number;
  /** Where the redirects ended. */
  path: string;
  html: string;
  /** What a reader reads: no tags, single spaces. */
  text: string;
  h1: string;
}

/**
 * A browser of one person: keeps cookies, follows redirects, fills in and sends forms. No JavaScript.
 * `tab()` is a second tab: it shares the cookies.
 */
export interface Browser {
  cookies: Map<string, string>;
  screen: Screen;
  open(path: string): Promise<Screen>;
  /** Sends the form whose action is `action` (default: the page's first in `main`), with its hidden and checked values. */
  send(values?: Record<string, string | string[]>, action?: string): Promise<Screen>;
  tab(): Browser;
}

const plain = (text: string) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

export const textOf = (html: string) =>
  plain(
    html
      .replace(/^[\s\S]*<main[^>]*>/, "")
      .replace(/<\/main>[\s\S]*$/, "")
      .replace(/<[^>]+>/g, " "),
  )
    .replace(/\s+/g, " ")
    .trim();

export function openBrowser(app: TestApp, cookies = new Map<string, string>()): Browser {
  const fetchPage = async (path: string, init: RequestInit = {}, hops = 0): Promise<Screen> => {
    const headers = new Headers(init.headers);
    headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await app.request(path, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const at = pair.indexOf("=");
      if (attributes.includes("Max-Age=0")) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get("location");
    if (location !== null && response.status >= 300 && response.status < 400) {
      if (hops > 5) throw new Error(`Too many redirects to ${location}`);
      if (/^https?:/.test(location)) return { status: response.status, path: location, html: "", text: "", h1: "" };
      return await fetchPage(location, {}, hops + 1);
    }
    const html = await response.text();
    const h1 = textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? "");
    return { status: response.status, path, html, text: textOf(html), h1 };
  };
  const browser: Browser = {
    cookies,
    screen: { status: 0, path: "", html: "", text: "", h1: "" },
    async open(path) {
      browser.screen = await fetchPage(path);
      return browser.screen;
    },
    async send(values = {}, action) {
      const form = formOf(browser.screen, action);
      const body = new URLSearchParams();
      for (const [name, value] of form.values) if (!(name in values)) body.append(name, value);
      for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) body.append(name, one);
      browser.screen =
        form.method === "get"
          ? await fetchPage(`${form.action}?${body}`)
          : await fetchPage(form.action, {
              method: "POST",
              body: body.toString(),
              headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
            });
      return browser.screen;
    },
    tab() {
      const other = openBrowser(app, cookies);
      other.screen = { ...browser.screen };
      return other;
    },
  };
  return browser;
}

function formOf({ html, path }: Screen, action: string | undefined) {
  const main = html.replace(/^[\s\S]*<main[^>]*>/, "");
  const forms = [...main.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = "", inner = ""]) => ({
    action: attribute(head, "action") ?? "",
    method: attribute(head, "method") ?? "get",
    values: fieldsOf(inner),
  }));
  const form = action === undefined ? forms[0] : forms.find((one) => one.action === action);
  if (!form) throw new Error(`No form ${action ?? ""} on ${path}; there are: ${forms.map((one) => one.action)}`);
  return form;
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : plain(found);
}

function fieldsOf(inner: string): [string, string][] {
  const fields: [string, string][] = [];
  for (const [tag] of inner.matchAll(/<input[^>]*>/g)) {
    const type = attribute(tag, "type") ?? "text";
    const name = attribute(tag, "name");
    if (name === undefined || /\sdisabled/.test(tag)) continue;
    if ((type === "radio" || type === "checkbox") && !/\schecked/.test(tag)) continue;
    fields.push([name, attribute(tag, "value") ?? ""]);
  }
  for (const [, head = "", text = ""] of inner.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g))
    fields.push([attribute(head, "name") ?? "", plain(text)]);
  return fields;
}

/** Values of a page's radio buttons that can be chosen. */
export function choices({ html }: Screen, name: string): string[] {
  return [...html.matchAll(/<input[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => attribute(tag, "name") === name && !/\sdisabled/.test(tag))
    .map((tag) => attribute(tag, "value") ?? "");
}
