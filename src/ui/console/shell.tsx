import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { Go, useGo } from "./go.tsx";
import { useHotkey } from "./hotkeys.ts";
import { Icon } from "./icons.tsx";
import { Kbd } from "./kbd.tsx";
import { panelSlot } from "./panel.tsx";
import { useApi } from "./query.ts";
import {
  allowed,
  type ConsoleCommand,
  type ConsoleItem,
  type ConsoleRoutes,
  type NavJob,
  navigation,
} from "./routes.ts";
import { Palette, type PaletteMode } from "./search.tsx";
import { useSession } from "./session.tsx";
import { SlotsProvider } from "./slots.tsx";
import { Toaster } from "./toast.tsx";

/** Navigation by job on the left, finding on top, the page, and room for a panel on the right. */
export function Shell({ routes }: { routes: readonly ConsoleRoutes[] }) {
  const { me } = useSession();
  const [palette, setPalette] = useState<PaletteMode | null>(null);
  const nav = useMemo(() => navigation(routes, me.permissions), [routes, me.permissions]);
  const providers = useMemo(
    () =>
      allowed(
        routes.flatMap((one) => one.search ?? []),
        me.permissions,
      ),
    [routes, me.permissions],
  );
  const commands = useMemo(
    () =>
      allowed(
        routes.flatMap((one) => one.commands ?? []),
        me.permissions,
      ),
    [routes, me.permissions],
  );
  useHotkey("/", () => setPalette("search"), { label: "查找" });
  useHotkey("Ctrl+K", () => setPalette("commands"), { label: "去哪儿、做什么" });
  useHotkey("?", () => setPalette("keys"), { label: "快捷键" });
  const path = useLocation().pathname;
  const menu = useRef<HTMLDialogElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the drawer
  useEffect(() => menu.current?.close(), [path]);
  return (
    <div className="lc-app">
      <a className="lc-skip" href="#lc-main">
        跳到正文
      </a>
      <aside className="lc-side">
        <Brand />
        <Nav nav={nav} path={path} />
      </aside>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog by itself */}
      <dialog
        className="lc-drawer"
        ref={menu}
        aria-label="菜单"
        onClick={(event) => event.target === menu.current && menu.current?.close()}
      >
        <div className="lc-side">
          <Brand />
          <Nav nav={nav} path={path} />
          <button type="button" className="lc-drawer-close" onClick={() => menu.current?.close()}>
            <Icon name="close" />
            收起菜单
          </button>
        </div>
      </dialog>
      <div className="lc-middle">
        <header className="lc-top-box">
          <div className="lc-top">
            <button type="button" className="lc-menu-button" onClick={() => menu.current?.showModal()}>
              <Icon name="menu" />
              <span>菜单</span>
            </button>
            <button type="button" className="lc-find" onClick={() => setPalette("search")} aria-keyshortcuts="/">
              <Icon name="search" size={16} />
              <span className="lc-find-long">事项编号、姓名、手机后四位、地名</span>
              <span className="lc-find-short">查找</span>
              <Kbd combo="/" />
            </button>
            <button
              type="button"
              className="lc-button lc-command"
              data-kind="quiet"
              onClick={() => setPalette("commands")}
              aria-keyshortcuts="Control+K"
            >
              <span>命令</span>
              <Kbd combo="Ctrl+K" />
            </button>
            <Person onKeys={() => setPalette("keys")} />
          </div>
        </header>
        <main id="lc-main" tabIndex={-1}>
          <SlotsProvider routes={routes}>
            <Outlet />
          </SlotsProvider>
        </main>
      </div>
      <div id={panelSlot} className="lc-panel-slot" />
      <Toaster />
      {commands.map((command) => command.hotkey && <CommandKey key={command.key} command={command} />)}
      {palette && (
        <Palette mode={palette} onClose={() => setPalette(null)} providers={providers} commands={commands} nav={nav} />
      )}
    </div>
  );
}

const Brand = () => (
  <Go href="/" className="lc-brand">
    <i aria-hidden="true">法</i>法律门诊
  </Go>
);

function CommandKey({ command }: { command: ConsoleCommand }) {
  const go = useGo();
  useHotkey(command.hotkey ?? "", () => go(command.href), { label: command.label });
  return null;
}

function Nav({ nav, path }: { nav: readonly NavJob[]; path: string }) {
  const here = path.replace(/^\/console(?=\/|$)/, "") || "/";
  const inside = (item: ConsoleItem) => here === item.path || (item.path !== "/" && here.startsWith(`${item.path}/`));
  const all = nav.flatMap((job) => job.items);
  // The longest path that holds this page: /rosters/swaps, not /rosters.
  const current = all.filter(inside).sort((a, b) => b.path.length - a.path.length)[0];
  return (
    <nav className="lc-nav" aria-label="主导航">
      {nav.map((job) => {
        const first = job.items[0];
        if (!first) return null;
        const on = job.items.some((item) => item === current);
        return (
          <div key={job.key} data-on={on || undefined}>
            <Go href={first.path} aria-current={current === first && job.items.length === 1 ? "page" : undefined}>
              <Icon name={job.key} />
              {job.label}
              {job.items.map((item) => item.count && <Count key={item.path} item={item} />)}
            </Go>
            {on && job.items.length > 1 && (
              <div className="lc-subnav">
                {job.items.map((item) => (
                  <Go key={item.path} href={item.path} aria-current={current === item ? "page" : undefined}>
                    {item.label}
                  </Go>
                ))}
              </div>
            )}
          </div>
        );
      })}
    </nav>
  );
}

function Count({ item }: { item: ConsoleItem }) {
  const read = useApi(["nav-count", item.path], item.count ?? (() => Promise.resolve(0)), { everyMs: 60_000 });
  if (!read.data) return null;
  return (
    <span className="lc-count">
      {read.data > 99 ? "99+" : read.data}
      <span className="lc-hidden"> 件待办</span>
    </span>
  );
}

function Person({ onKeys }: { onKeys: () => void }) {
  const { me, signOut, switchGrant } = useSession();
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const grant = me.grant;
  const run = async (what: () => Promise<void>) => {
    setBusy(true);
    try {
      await what();
      box.current?.hidePopover();
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button type="button" className="lc-person" popoverTarget="lc-person-menu">
        <span className="lc-person-unit">{grant?.unitName}</span>
        <Icon name="person" size={16} />
        <span className="lc-person-name">
          {me.name}
          {me.demo && "（演示）"}
        </span>
        <Icon name="down" size={14} />
      </button>
      <div id="lc-person-menu" className="lc-person-menu" popover="auto" ref={box}>
        <p>
          <b>{me.name}</b>
          {grant && (
            <small>
              {grant.roleLabel} · {grant.unitName}
            </small>
          )}
        </p>
        {me.grants.length > 1 && (
          <div role="group" aria-label="换一个身份">
            <p className="lc-menu-title">换一个身份</p>
            {me.grants.map((one) => (
              <button
                key={one.id}
                type="button"
                disabled={busy}
                aria-pressed={one.id === grant?.id}
                onClick={() => run(() => switchGrant(one.id))}
              >
                <Icon name={one.id === grant?.id ? "check" : "dot"} size={16} />
                <span>
                  {one.unitName}
                  <small>{one.roleLabel}</small>
                </span>
              </button>
            ))}
          </div>
        )}
        <button
          type="button"
          onClick={() => {
            box.current?.hidePopover();
            onKeys();
          }}
        >
          <Icon name="keys" size={16} />
          <span>快捷键</span>
          <Kbd combo="?" />
        </button>
        <button type="button" disabled={busy} onClick={() => run(signOut)}>
          <Icon name="leave" size={16} />
          <span>退出登录</span>
        </button>
      </div>
    </>
  );
}
