import { useLocation, useParams, useRouter } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, MouseEvent, Ref } from "react";

/** Where the console lives. Hrefs in the kit are relative to it: `/matters?state=late`. */
export const base = "/console";

export type Search = Readonly<Record<string, string>>;

/** Search params are plain strings, as in the address bar; lists are joined with a comma. */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));
export const writeSearch = (search: Record<string, unknown>): string => {
  const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const text = new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
};

/** Hrefs from the server may carry the base already. */
const within = (href: string): string =>
  href === base || href.startsWith(`${base}/`) ? href.slice(base.length) || "/" : href;

/** Goes to a console href. */
export function useGo(): (href: string, options?: { replace?: boolean }) => void {
  const { history } = useRouter();
  return (href, options) => {
    if (options?.replace) history.replace(base + within(href));
    else history.push(base + within(href));
  };
}

interface GoProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  href: string;
  ref?: Ref<HTMLAnchorElement>;
}

/** A link within the console: a real address, opened in place, its page fetched on hover or focus. */
export function Go({ href, onClick, children, ...rest }: GoProps) {
  const go = useGo();
  const router = useRouter();
  const preload = () => void router.preloadRoute({ to: within(href).split("?")[0] ?? "/" }).catch(() => undefined);
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(href);
  };
  return (
    <a {...rest} href={base + within(href)} onClick={click} onPointerEnter={preload} onFocus={preload}>
      {children}
    </a>
  );
}

/** The search params of this page and a way to change some of them. `undefined` removes one. */
export function useUrlSearch(): [Search, (patch: Record<string, string | undefined>, push?: boolean) => void] {
  const { history } = useRouter();
  const search = useLocation().search as Search;
  const change = (patch: Record<string, string | undefined>, push = false) => {
    const href = location.pathname + writeSearch({ ...parseSearch(location.search), ...patch });
    if (push) history.push(href);
    else history.replace(href);
  };
  return [search, change];
}

/** `$id` of the route's path. */
export function useRouteParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? "";
}
