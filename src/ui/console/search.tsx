import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useGo } from "./go.tsx";
import { hotkeyText, useListedHotkeys } from "./hotkeys.ts";
import { Icon } from "./icons.tsx";
import { Kbd } from "./kbd.tsx";
import { sayError } from "./query.ts";
import type { ConsoleCommand, NavJob, SearchItem, SearchProvider } from "./routes.ts";

export type PaletteMode = "search" | "commands" | "keys";

interface Group {
  key: string;
  label: string;
  items: readonly (SearchItem & { hint?: string })[];
}

interface PaletteProps {
  mode: PaletteMode;
  onClose: () => void;
  providers: readonly SearchProvider[];
  commands: readonly ConsoleCommand[];
  nav: readonly NavJob[];
}

/** One dialog: `/` finds things, `Ctrl K` finds what can be done, `?` lists the keys. */
export function Palette({ mode, onClose, providers, commands, nav }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog by itself
    <dialog
      ref={dialog}
      className="lc-palette"
      aria-label={mode === "search" ? "查找" : mode === "commands" ? "命令" : "快捷键"}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      {mode === "keys" ? (
        <Keys close={() => dialog.current?.close()} />
      ) : (
        <Finder mode={mode} close={() => dialog.current?.close()} {...{ providers, commands, nav }} />
      )}
    </dialog>
  );
}

function Keys({ close }: { close: () => void }) {
  const listed = useListedHotkeys();
  const rows = [...new Map(listed.map((one) => [one.combo, one.label])).entries()];
  return (
    <div className="lc-keys">
      <h2>这一页能用的快捷键</h2>
      <dl>
        {rows.map(([combo, label]) => (
          <div key={combo}>
            <dt>
              <kbd>{hotkeyText(combo)}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="lc-button" onClick={close}>
        <span>知道了</span>
        <Kbd combo="Escape" />
      </button>
    </div>
  );
}

function Finder({ mode, close, providers, commands, nav }: Omit<PaletteProps, "onClose"> & { close: () => void }) {
  const go = useGo();
  const listId = useId();
  const [q, setQ] = useState("");
  const [at, setAt] = useState(0);
  const found = useFound(mode === "search" ? q : "", providers);
  const groups = mode === "search" ? found.groups : commandGroups(q, commands, nav);
  const flat = groups.flatMap((group) => group.items);
  const current = flat[Math.min(at, flat.length - 1)];
  const choose = (item: SearchItem | undefined) => {
    if (!item) return;
    close();
    go(item.href);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && flat.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, flat.length - 1) + step + flat.length) % flat.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(current);
    }
  };
  useEffect(() => {
    if (current) document.getElementById(`${listId}-${current.key}`)?.scrollIntoView({ block: "nearest" });
  });
  const hint = mode === "search" ? "事项编号、姓名、手机后四位、地名" : "要去哪儿，要做什么";
  return (
    <>
      <div className="lc-palette-input">
        <Icon name={mode === "search" ? "search" : "arrow"} />
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog is opened to type in it
          autoFocus
          role="combobox"
          aria-expanded={flat.length > 0}
          aria-controls={listId}
          aria-activedescendant={current ? `${listId}-${current.key}` : undefined}
          aria-label={hint}
          placeholder={hint}
          autoComplete="off"
          value={q}
          onChange={(event) => {
            setQ(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <Kbd combo="Escape" />
      </div>
      <div className="lc-palette-list" id={listId} role="listbox" aria-label="结果" aria-busy={found.busy || undefined}>
        {groups.map((group) => (
          <div key={group.key} role="group" aria-label={group.label}>
            <p>{group.label}</p>
            {group.items.map((item) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the input above has the keys
              <div
                key={item.key}
                id={`${listId}-${item.key}`}
                role="option"
                tabIndex={-1}
                aria-selected={item === current}
                onClick={() => choose(item)}
              >
                <span>
                  {item.title}
                  {item.note && <small>{item.note}</small>}
                </span>
                {item.hint && <Kbd combo={item.hint} />}
              </div>
            ))}
          </div>
        ))}
        {flat.length === 0 && (
          <p className="lc-palette-none" role="status">
            {mode === "commands" && "没有这样的页面或操作。"}
            {mode === "search" &&
              q.trim() === "" &&
              "输入两个字以上。能查编号、姓名、手机后四位和地名，只查到您管辖范围内的。"}
            {mode === "search" &&
              q.trim() !== "" &&
              (found.busy ? "正在查……" : (found.failed ?? "没有查到。可以换个写法，或只输手机后四位。"))}
          </p>
        )}
      </div>
    </>
  );
}

function useFound(
  q: string,
  providers: readonly SearchProvider[],
): { groups: Group[]; busy: boolean; failed?: string } {
  const [state, setState] = useState<{ q: string; groups: Group[]; failed?: string }>({ q: "", groups: [] });
  const text = q.trim();
  useEffect(() => {
    if (text === "") return;
    let old = false;
    const timer = setTimeout(async () => {
      const answers = await Promise.allSettled(providers.map((one) => one.search(text)));
      if (old) return;
      const groups = answers.flatMap((answer, place): Group[] => {
        const { key = "", label = "" } = providers[place] ?? {};
        if (answer.status === "rejected" || answer.value.length === 0) return [];
        return [{ key, label, items: answer.value.map((item) => ({ ...item, key: `${key}-${item.key}` })) }];
      });
      const broken = answers.find((answer) => answer.status === "rejected");
      setState({ q: text, groups, failed: broken ? sayError(broken.reason) : undefined });
    }, 200);
    return () => {
      old = true;
      clearTimeout(timer);
    };
  }, [text, providers]);
  if (text === "") return { groups: [], busy: false };
  return { groups: state.groups, busy: state.q !== text, failed: state.failed };
}

function commandGroups(q: string, commands: readonly ConsoleCommand[], nav: readonly NavJob[]): Group[] {
  const words = q.trim().toLowerCase();
  const fits = (...texts: (string | undefined)[]) =>
    words === "" || texts.some((text) => text?.toLowerCase().includes(words));
  const doing = commands
    .filter((one) => fits(one.label, one.words))
    .map((one) => ({ key: one.key, title: one.label, href: one.href, hint: one.hotkey }));
  const going = nav.flatMap((job) =>
    job.items
      .filter((item) => fits(job.label, item.label))
      .map((item) => ({
        key: item.path,
        title: item.label,
        note: item.label === job.label ? undefined : job.label,
        href: item.path,
      })),
  );
  return [
    { key: "do", label: "做", items: doing },
    { key: "go", label: "去", items: going },
  ].filter((group) => group.items.length > 0);
}
