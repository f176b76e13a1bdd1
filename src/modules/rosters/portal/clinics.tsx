/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import type { Area, Pack } from "../../../shared/pack.ts";
import { Button, ButtonLink, EmptyState } from "../../../ui/portal/components.tsx";
import { Form, TextField } from "../../../ui/portal/forms.tsx";
import { type Frame, Page } from "../../../ui/portal/layout.tsx";
import { AreaLinks, Pagination } from "../../../ui/portal/lists.tsx";
import type { ClinicCard, Session } from "../contract.ts";
import { areaWords, ClinicWay, SessionWay } from "./cards.tsx";

export const filters = ["all", "now", "tonight", "weekend"] as const;
export type Filter = (typeof filters)[number];
const filterLabels: Record<Filter, string> = {
  all: "全部",
  now: "现在有人",
  tonight: "今晚",
  weekend: "周末",
};

interface FindProps {
  frame: Frame;
  pack: Pack;
  now: Date;
  area: Area;
  filter: Filter;
  q: string;
  cards: readonly ClinicCard[];
  sessions: readonly Session[];
  total: number;
  page: number;
  size: number;
}

const addressOf = (values: Record<string, string | number | undefined>): string => {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value) query.set(key, String(value));
  return `/clinics?${query}`;
};

/** Clinics of a place: who is there now, tonight, at the weekend; down the tree by links. */
export function FindPage(props: FindProps) {
  const { frame, pack, now, area, filter, q, cards, sessions, total, page, size } = props;
  const place = areaWords(pack, area.path);
  const above = area.parent === undefined ? undefined : pack.area(area.parent);
  const below = pack.areasBelow(area.code);
  const empty = cards.length === 0 && sessions.length === 0;
  return (
    <Page {...frame} title={`${place}的门诊`} back={{ href: "/", label: "回到首页" }}>
      <h1>{q ? `找“${q}”` : `${place}的门诊`}</h1>
      <AreaLinks
        label="什么时候"
        items={filters.map((code) => ({
          href: addressOf({ area: area.code, when: code === "all" ? undefined : code }),
          label: filterLabels[code],
          current: code === filter && !q,
        }))}
      />
      {cards.map((card) => (
        <ClinicWay card={card} pack={pack} now={now} level={2} />
      ))}
      {sessions.length ? <h2>{filter === "tonight" ? "今晚有人的地方" : "周末有人的地方"}</h2> : null}
      {sessions.map((session) => (
        <SessionWay session={session} pack={pack} now={now} />
      ))}
      {empty ? <NothingHere {...props} above={above} /> : null}
      <Pagination
        page={page}
        pages={Math.ceil(total / size)}
        href={(to) => addressOf({ area: area.code, when: filter === "all" ? undefined : filter, q, page: to })}
      />
      {below.length ? (
        <>
          <h2>再找近一点</h2>
          <AreaLinks
            label="再找近一点"
            items={below.map((child) => ({
              href: addressOf({ area: child.code, when: filter === "all" ? undefined : filter }),
              label: child.shortName,
            }))}
          />
        </>
      ) : null}
      {above ? (
        <p>
          <a href={addressOf({ area: above.code, when: filter === "all" ? undefined : filter })}>
            看整个{above.shortName}
          </a>
        </p>
      ) : null}
      <Form action="/clinics" method="get" label="按名字找">
        <TextField
          name="q"
          label="按名字找"
          hint="村、社区、街道或者门诊的名字"
          value={q}
          type="search"
          maxlength={30}
        />
        <Button kind="plain">找一找</Button>
      </Form>
    </Page>
  );
}

function NothingHere({ pack, area, filter, q, above }: FindProps & { above: Area | undefined }) {
  const title = q
    ? "没有找到这个名字的门诊"
    : filter === "now"
      ? "这里现在没有人"
      : filter === "tonight"
        ? "这里今晚没有夜门诊"
        : filter === "weekend"
          ? "这里最近的周末没有门诊"
          : "这里还没有门诊";
  return (
    <EmptyState title={title} icon={q ? "search" : "clock"}>
      <p>
        {q ? "换几个字试试，只写村名就行。" : "先说说您的问题，我们在网上也能答复。"}
        急的话打 {pack.hotline.number}。
      </p>
      {filter !== "all" && !q ? (
        <ButtonLink kind="plain" href={addressOf({ area: area.code })}>
          看看别的时间
        </ButtonLink>
      ) : above && !q ? (
        <ButtonLink kind="plain" href={addressOf({ area: above.code })}>
          看整个{above.shortName}
        </ButtonLink>
      ) : (
        <ButtonLink kind="plain" href="/ask">
          说说您的问题
        </ButtonLink>
      )}
    </EmptyState>
  );
}

interface PlacesProps {
  frame: Frame;
  pack: Pack;
  area: Area;
  to: string;
  q: string;
  found: readonly { code: string; label: string; note: string }[];
}

/** “您在哪里？”: district, town, village by links, or by typing a name. The choice is remembered by its code. */
export function PlacesPage({ frame, pack, area, to, q, found }: PlacesProps) {
  const below = pack.areasBelow(area.code);
  const link = (code: string) => `/places?${new URLSearchParams({ area: code, to })}`;
  const above = area.parent === undefined ? undefined : pack.area(area.parent);
  return (
    <Page
      {...frame}
      title="您在哪里？"
      back={above ? { href: link(above.code), label: above.shortName } : { href: to }}
    >
      <h1>您在哪里？</h1>
      <p class="lead">选一个近的地方，先看那里的门诊。不用定位，随时可以换。</p>
      {q ? (
        <>
          <h2>叫“{q}”的地方</h2>
          {found.length ? (
            <AreaLinks
              label="找到的地方"
              items={found.map(({ code, label, note }) => ({ href: link(code), label, note }))}
            />
          ) : (
            <EmptyState title="没有找到这个地方" icon="search">
              <p>只写村名、社区名试试，或者从下面一级一级点。</p>
            </EmptyState>
          )}
        </>
      ) : null}
      <Form action="/places" hidden={{ area: area.code, to }} label="记住这里">
        <Button icon="place">就看{areaWords(pack, area.path)}</Button>
      </Form>
      {below.length ? (
        <>
          <h2>{area.tier === "city" ? "哪个区" : area.tier === "district" ? "哪个镇、街道" : "哪个村、社区"}</h2>
          <AreaLinks
            label="再选近一点"
            items={below.map((child) => ({ href: link(child.code), label: child.shortName }))}
          />
        </>
      ) : null}
      <Form action="/places" method="get" hidden={{ to }} label="按名字找地方">
        <TextField name="q" label="或者写地名" hint="村、社区、街道、镇都行" value={q} type="search" maxlength={20} />
        <Button kind="plain">找一找</Button>
      </Form>
    </Page>
  );
}
