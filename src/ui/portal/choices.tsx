/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
// The bigger choices: a time, a place, a rating. All of them plain radio buttons and selects underneath.
import type { Child } from "hono/jsx";
import { Choice, type FieldProps, Group, type Option, SelectField } from "./forms.tsx";
import { Icon } from "./icons.tsx";

export type Slot = Readonly<{
  value: string;
  /** “18:30–18:50” */
  time: string;
  who?: Child;
  /** Seats left; 0 is shown as taken and cannot be chosen. */
  seats?: number;
  note?: Child;
}>;

export type SlotDay = Readonly<{ label: string; slots: readonly Slot[] }>;

function seatsWords(seats: number | undefined): string | undefined {
  if (seats === undefined) return undefined;
  if (seats <= 0) return "约满了";
  return seats === 1 ? "最后 1 个位子" : `还有 ${seats} 个位子`;
}

type SlotPickerProps = FieldProps & { days: readonly SlotDay[]; value?: string };

/** Times by day. The first choice carries the field's own id, so an error link lands on it. */
export function SlotPicker({ days, value, ...field }: SlotPickerProps) {
  let at = -1;
  return (
    <Group {...field} class="slots">
      {days.map((day) => (
        <div class="slot-day" role="group" aria-label={day.label}>
          <p class="slot-date">
            <Icon name="calendar" />
            {day.label}
          </p>
          <div class="slot-grid">
            {day.slots.map((slot) => {
              at += 1;
              const full = slot.seats !== undefined && slot.seats <= 0;
              const words = seatsWords(slot.seats);
              return (
                <Choice
                  type="radio"
                  name={field.name}
                  at={at}
                  option={{ value: slot.value, label: <b>{slot.time}</b>, disabled: full }}
                  checked={!full && slot.value === value}
                >
                  {slot.who ? <span class="slot-who">{slot.who}</span> : null}
                  {words ? <span class={slot.seats === 1 ? "slot-seats few" : "slot-seats"}>{words}</span> : null}
                  {slot.note ? <span class="slot-seats">{slot.note}</span> : null}
                </Choice>
              );
            })}
          </div>
        </div>
      ))}
    </Group>
  );
}

export type AreaLevel = Readonly<{
  name: string;
  label: string;
  options: readonly Option[];
  value?: string;
  error?: string;
  prompt?: string;
}>;

/** District → town → village. Put it in a GET form: each answer brings the next list with it. */
export function AreaPicker({ levels }: { levels: readonly AreaLevel[] }) {
  return (
    <div class="area-picker">
      {levels.map((level) => (
        <SelectField {...level} prompt={level.prompt ?? `请选${level.label}`} />
      ))}
    </div>
  );
}

export type RatingValue = "5" | "4" | "3" | "2" | "1" | "none";
export type RatingOption = Readonly<{ value: string; label: string; stars?: number; hint?: string }>;

export const ratingOptions: readonly RatingOption[] = [
  { value: "5", label: "非常满意", stars: 5 },
  { value: "4", label: "满意", stars: 4 },
  { value: "3", label: "基本满意", stars: 3 },
  { value: "2", label: "不满意", stars: 2 },
  { value: "1", label: "非常不满意", stars: 1 },
  { value: "none", label: "服务没有发生", hint: "没见到人、电话没打来、门没开，都请选这个" },
];

type RatingProps = FieldProps & { value?: string; options?: readonly RatingOption[] };

/** Nothing is chosen beforehand: silence never counts as praise. */
export function Rating({ value, options = ratingOptions, ...field }: RatingProps) {
  return (
    <Group {...field} class="rating">
      {options.map((option, at) => (
        <Choice type="radio" name={field.name} at={at} option={option} checked={option.value === value}>
          {option.stars ? (
            <span class="stars" aria-hidden="true">
              {[1, 2, 3, 4, 5].map((star) => (
                <Icon name="star" class={star <= (option.stars ?? 0) ? "full" : undefined} />
              ))}
            </span>
          ) : null}
        </Choice>
      ))}
    </Group>
  );
}
