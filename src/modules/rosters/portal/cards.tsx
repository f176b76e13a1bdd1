/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import { isWithin } from "../../../shared/area-path.ts";
import type { Pack } from "../../../shared/pack.ts";
import type { Level } from "../../../ui/portal/components.tsx";
import { State, WayCard } from "../../../ui/portal/components.tsx";
import type { ClinicCard, Session } from "../contract.ts";
import { dutyWords, openWords, timeTypeLabels, timeWords } from "../labels.ts";

/** The Chinese word of a profession, from the pack. */
export const professionOf = (pack: Pack) => (code: string) =>
  pack.practitioners.professions.find((row) => row.code === code)?.label ?? "法律服务人员";

/** What a practitioner is good at: the pack's label where it is a category, else the words as entered. */
export const goodAtOf = (pack: Pack, list: readonly string[]) =>
  list.map((item) => pack.categories.find((row) => row.code === item)?.label ?? item);

/** Names of the places from below the city down to the area: “钟楼区 五星街道”; the city's own name for the city. */
export function areaWords(pack: Pack, path: string): string {
  const names = pack.areas
    .filter((area) => isWithin(path, area.path) && area.tier !== "city")
    .map((area) => area.shortName);
  return names.length ? names.join(" ") : pack.name;
}

/** One clinic as a card: open or when, who, how many seats. */
export function ClinicWay({ card, pack, now, level }: { card: ClinicCard; pack: Pack; now: Date; level?: Level }) {
  const state = openWords(card, now);
  const duty = card.duty.map((person) => ({ ...person, goodAt: goodAtOf(pack, person.goodAt) }));
  const who = dutyWords(duty, professionOf(pack));
  return (
    <WayCard href={`/clinics/${card.id}`} title={card.name} level={level}>
      <State kind={state.kind}>{state.text}</State>
      {who ? <p class="muted">{who}</p> : null}
    </WayCard>
  );
}

/** One coming session as a card: when first, because that is what the reader looks for. */
export function SessionWay({ session, pack, now }: { session: Session; pack: Pack; now: Date }) {
  const bookable = pack.forms.find((form) => form.code === session.form)?.bookable && session.capacity > 0;
  const duty = session.duty.map((person) => ({ ...person, goodAt: goodAtOf(pack, person.goodAt) }));
  const who = dutyWords(duty, professionOf(pack));
  const seats = !bookable ? "先到先问" : session.free > 0 ? `还有 ${session.free} 个位子` : "约满了，可以直接去等";
  return (
    <WayCard href={`/clinics/${session.clinicId}`} title={session.place ?? session.clinicName}>
      <State kind="later">{timeWords(session.startsAt, session.endsAt, now)}</State>
      <p class="muted">
        {timeTypeLabels[session.timeType]}，{who ? `${who}。` : ""}
        {seats}
      </p>
    </WayCard>
  );
}
