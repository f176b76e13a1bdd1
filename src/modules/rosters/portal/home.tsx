/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import type { Area, Pack } from "../../../shared/pack.ts";
import { ButtonLink, CallLine, EmptyState, FactList, Hero, WayCard, Where } from "../../../ui/portal/components.tsx";
import { type Frame, Page } from "../../../ui/portal/layout.tsx";
import { AreaLinks } from "../../../ui/portal/lists.tsx";
import type { ClinicCard, Session } from "../contract.ts";
import { areaWords, ClinicWay, SessionWay } from "./cards.tsx";

interface HomeProps {
  frame: Frame;
  pack: Pack;
  now: Date;
  area: Area;
  cards: readonly ClinicCard[];
  offHours: readonly Session[];
  signedIn: boolean;
}

/** Where, when, who, free: answered before the first scroll at 360 px. */
export function HomePage({ frame, pack, now, area, cards, offHours, signedIn }: HomeProps) {
  const open = cards.filter((card) => card.open);
  const districts = pack.areasBelow(pack.defaultArea).length ? pack.areasBelow(pack.defaultArea) : [area];
  return (
    <Page
      {...frame}
      title="遇到法律上的事，先问一问"
      description={`${pack.name}法律门诊：免费、保密，不用身份证。看看现在哪里有人，约个时间，或者先说说您的问题。`}
    >
      <Hero title="遇到法律上的事，先问一问" lead="告诉您该怎么办、找谁、最晚什么时候办。">
        <FactList inline items={["免费", "保密", "不用身份证"]} />
        <ButtonLink href="/ask">说说您的问题</ButtonLink>
        <CallLine number={pack.hotline.number}>不想打字，就打</CallLine>
      </Hero>
      <h2>{open.length ? "现在有人的门诊" : "离您最近的开门时间"}</h2>
      <Where label={areaWords(pack, area.path)} href="/places" />
      {(open.length ? open : cards).map((card) => (
        <ClinicWay card={card} pack={pack} now={now} />
      ))}
      {cards.length === 0 ? (
        <EmptyState title="这里还没有门诊" icon="place">
          <p>换个地方看看，或者打 {pack.hotline.number}，一样能问。</p>
        </EmptyState>
      ) : null}
      <p>
        <a href={`/clinics?area=${area.code}`}>看这里的全部门诊</a>
      </p>
      {offHours.length ? (
        <>
          <h2>下班以后、周末</h2>
          {offHours.map((session) => (
            <SessionWay session={session} pack={pack} now={now} />
          ))}
          <p>
            <a href="/book/times?when=evening">看晚上的时间</a>　<a href="/book/times?when=weekend">看周末的时间</a>
          </p>
        </>
      ) : null}
      <h2>已经问过了</h2>
      <WayCard href={signedIn ? "/my" : "/progress"} title="看看办到哪一步">
        <p class="muted">{signedIn ? "您的事、预约和法律建议书都在这里。" : "用编号和手机号就能查。"}</p>
      </WayCard>
      <h2>按地方找门诊</h2>
      <AreaLinks
        label="按地方找门诊"
        items={districts.map((district) => ({
          href: `/clinics?area=${district.code}`,
          label: district.shortName,
          current: area.path.startsWith(district.path),
        }))}
      />
    </Page>
  );
}
