import { Select } from "antd";
import { useState } from "react";
import { client } from "../../../ui/api.ts";
import { Button } from "../../../ui/console/button.tsx";
import { Empty, Failed, Waiting } from "../../../ui/console/empty.tsx";
import { count } from "../../../ui/console/format.ts";
import { Go, useGo, useUrlSearch } from "../../../ui/console/go.tsx";
import { useHotkey } from "../../../ui/console/hotkeys.ts";
import { Icon } from "../../../ui/console/icons.tsx";
import { Kbd } from "../../../ui/console/kbd.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { Panel } from "../../../ui/console/panel.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { useCan, useMe } from "../../../ui/console/session.tsx";
import type { Tone } from "../../../ui/console/status.tsx";
import { MatterShort } from "../../consultations/console/panels.tsx";
import { useClinic } from "../../network/console/panels.tsx";
import { dashboardsContract, type Figure, type FigureCode, type WorkItem } from "../contract.ts";
import { workLabels } from "../labels.ts";
import { workOrder } from "../rules.ts";
import { type Deed, useDeeds, useMatterOf } from "./deeds.ts";
import "./dashboards.css";

const api = client(dashboardsContract);
/** Of one kind, so that a city's late matters do not push everything else out of sight. */
const FEW = 8;

const tones: Partial<Record<WorkItem["kind"], Tone>> = {
  late: "seal",
  dueToday: "attention",
  session: "attention",
  openConsultation: "attention",
};
/** The figure that counts a group whole, where the page holds only its first ones. */
const counted: Partial<Record<WorkItem["kind"], FigureCode>> = {
  late: "late",
  dueToday: "dueToday",
  waiting: "waiting",
  appointment: "appointmentsToCome",
};

/** What is late, due or waiting for me, each one key from done; figures only as a slim row of links. */
export function TodayPage() {
  const me = useMe();
  const [search, change] = useUrlSearch();
  const work = useApi(["dashboards", "worklist"], () => api.worklist({ size: 100 }), { everyMs: 30_000 });
  const today = useApi(["dashboards", "today"], () => api.today({}), { everyMs: 60_000 });
  const [room, setRoom] = useState<string>();
  const rooms = useClinic(me.grant?.clinicId ?? "").data?.rooms ?? [];
  const callTo = room ?? (rooms.length === 1 ? rooms[0] : undefined);
  const deeds = useDeeds(callTo);
  const mayOpen = useCan("matter:open");
  const go = useGo();

  const items = workOrder.flatMap((kind) =>
    (work.data?.items ?? []).filter((one) => one.kind === kind).slice(0, counted[kind] ? FEW : undefined),
  );
  const [at, setAt] = useState(0);
  const place = Math.min(at, Math.max(0, items.length - 1));
  const current = items[place];
  const opened = items.find((one) => one.id === search.open);
  const choose = (next: number) => {
    const to = Math.min(items.length - 1, Math.max(0, next));
    setAt(to);
    const item = items[to];
    if (item && search.open) change({ open: item.id });
    requestAnimationFrame(() => document.querySelector('[data-current="true"]')?.scrollIntoView({ block: "nearest" }));
  };
  const act = (item: WorkItem) => {
    const deed = deeds.of(item);
    if (deed) deed.run();
    else go(item.open);
  };
  useHotkey("j", () => choose(place + 1), { label: "下一件", enabled: items.length > 0 });
  useHotkey("k", () => choose(place - 1), { label: "上一件", enabled: items.length > 0 });
  useHotkey(" ", () => current && change({ open: search.open ? undefined : current.id }), {
    label: "旁边看一看",
    enabled: items.length > 0 && hasPanel(current),
  });
  // A focused link or button keeps its Enter.
  const onEnter = () => {
    const on = document.activeElement;
    if (on instanceof HTMLElement && on.closest("a,button,summary,[role=combobox]")) on.click();
    else if (current) act(current);
  };
  useHotkey("Enter", onEnter, { label: "做这一件", enabled: items.length > 0 });

  return (
    <Page
      title="今日"
      extra={
        items.some((one) => one.move === "call") &&
        rooms.length > 1 && (
          <label className="dash-room" htmlFor="today-room">
            叫到
            <Select
              id="today-room"
              placeholder="选房间"
              value={callTo ?? null}
              options={rooms.map((one) => ({ value: one, label: one }))}
              onChange={(one: string) => setRoom(one)}
            />
          </label>
        )
      }
      action={
        mayOpen && (
          <Button kind="primary" icon="plus" href="/desk" hint="n">
            登记来访
          </Button>
        )
      }
    >
      {today.data && <Strip figures={today.data.figures} />}
      {work.error && !work.data && <Failed error={work.error} retry={work.refetch} />}
      {!work.data && !work.error && <Waiting lines={8} />}
      {work.data && items.length === 0 && (
        <Empty title="眼下没有到期的，也没有人在等" icon="check">
          这很正常。有事要办时，会列在这里。
        </Empty>
      )}
      {workOrder.map((kind) => (
        <Group
          key={kind}
          kind={kind}
          items={items.filter((one) => one.kind === kind)}
          whole={today.data?.figures.find((one) => one.code === counted[kind])}
          current={current}
          deedOf={deeds.of}
          onShow={(item) => {
            setAt(items.indexOf(item));
            if (hasPanel(item)) change({ open: item.id });
            else go(item.open);
          }}
        />
      ))}
      {items.length > 0 && (
        <p className="dash-keys">
          <span>
            <Kbd combo="j" />
            <Kbd combo="k" /> 上下选
          </span>
          <span>
            <Kbd combo="Enter" /> 做这一件
          </span>
          <span>
            <Kbd combo="空格" /> 旁边看一看
          </span>
        </p>
      )}
      {opened && (
        <Panel label="这件事" onClose={() => change({ open: undefined })} fullHref={opened.open}>
          <Beside key={opened.id} item={opened} deed={deeds.of(opened)} />
        </Panel>
      )}
    </Page>
  );
}

/** Things about a matter are shown beside the list; a session or a record of mine opens its own page. */
const hasPanel = (item: WorkItem | undefined): boolean =>
  item !== undefined && item.kind !== "session" && item.kind !== "openConsultation";

/** Figures that say something now, each a link to its list. */
function Strip({ figures }: { figures: readonly Figure[] }) {
  const shown = figures.filter((one) => one.value !== 0 || one.code === "waiting" || one.code === "opened");
  return (
    <nav className="dash-strip" aria-label="今天的数字">
      {shown.map((one) => (
        <Go
          key={one.code}
          href={one.list}
          data-tone={one.tone}
          title={[one.formula, one.note].filter(Boolean).join("")}
        >
          {one.label}
          <b>{one.value === null ? "样本太少" : count(one.value)}</b>
          {one.value !== null && one.unit}
        </Go>
      ))}
    </nav>
  );
}

function Group({
  kind,
  items,
  whole,
  current,
  deedOf,
  onShow,
}: {
  kind: WorkItem["kind"];
  items: readonly WorkItem[];
  whole: Figure | undefined;
  current: WorkItem | undefined;
  deedOf: (item: WorkItem) => Deed | undefined;
  onShow: (item: WorkItem) => void;
}) {
  if (items.length === 0) return null;
  const all = Math.max(items.length, whole?.value ?? 0);
  const tone = tones[kind];
  return (
    <section className="lc-section">
      <div className="lc-section-head">
        <h2>{`${workLabels[kind]}（${count(all)}）`}</h2>
        {whole && all > items.length && (
          <Go href={whole.list} className="lc-more">
            {`看全部 ${count(all)} 件`}
          </Go>
        )}
      </div>
      <ul className="lc-surface lc-work">
        {items.map((item) => {
          const on = item === current;
          const deed = deedOf(item);
          return (
            <li key={item.id} data-current={on || undefined} aria-current={on || undefined}>
              <span className="lc-work-due" data-tone={tone}>
                {tone === "seal" && <Icon name="alert" size={14} />}
                {tone === "attention" && <Icon name="clock" size={14} />}
                {item.mark}
              </span>
              <div>
                <button type="button" className="dash-open" onClick={() => onShow(item)}>
                  {item.title}
                </button>
                <small>{item.detail}</small>
              </div>
              {deed ? (
                <Button
                  kind={on ? "primary" : "plain"}
                  busy={deed.busy}
                  onClick={deed.run}
                  hint={on ? "Enter" : undefined}
                >
                  {deed.label}
                </Button>
              ) : (
                <Button href={item.open} hint={on ? "Enter" : undefined}>
                  {kind === "openConsultation" ? "接着写" : "打开"}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The matter behind an item, in short, with the one thing that can be done at once. */
function Beside({ item, deed }: { item: WorkItem; deed: Deed | undefined }) {
  const found = useMatterOf(item);
  if (found.error) return <Failed error={found.error} retry={found.refetch} />;
  if (!found.data) return <Waiting />;
  return (
    <MatterShort
      id={found.data}
      action={
        <div className="lc-moves">
          {deed && (
            <Button kind="primary" busy={deed.busy} onClick={deed.run}>
              {deed.label}
            </Button>
          )}
          <Button kind={deed ? "plain" : "primary"} href={`/matters/${found.data}`}>
            打开这件事
          </Button>
        </div>
      }
    />
  );
}
