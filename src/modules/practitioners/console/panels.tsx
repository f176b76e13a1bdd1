import { Select } from "antd";
import { useEffect, useState } from "react";
import { client } from "../../../ui/api.ts";
import type { Bind, Field } from "../../../ui/console/form.tsx";
import { useApi } from "../../../ui/console/query.ts";
import { type Practitioner, practitionersContract } from "../contract.ts";
import { professionLabels } from "../labels.ts";

const api = client(practitionersContract);

export const usePerson = (id: string) =>
  useApi(["practitioners", "get", id], () => api.get({ id }), { enabled: id !== "" });

type Known = Pick<Practitioner, "id" | "name" | "profession" | "employer">;

/** A form's field for those on duty: typed by name, only people in service. Value: the ids, or one id. */
export function peopleField(field: {
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
  /** One person instead of several. */
  single?: boolean;
  /** Those chosen already, so that their names stand there from the start. */
  known?: readonly Known[];
  onPick?: (person: Practitioner | undefined) => void;
  when?: Field["when"];
}): Field {
  const { single = false, known = [], onPick, ...rest } = field;
  return {
    ...rest,
    kind: "own",
    render: (bind) => <PeopleSelect bind={bind} single={single} known={known} onPick={onPick} />,
  };
}

const wordsOf = (one: Known) => `${one.name}（${professionLabels[one.profession]}，${one.employer}）`;

function PeopleSelect({
  bind,
  single,
  known,
  onPick,
}: {
  bind: Bind;
  single: boolean;
  known: readonly Known[];
  onPick?: (person: Practitioner | undefined) => void;
}) {
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState("");
  const [kept, setKept] = useState<readonly Known[]>(known);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useApi(
    ["practitioners", "list", "pick", asked],
    () => api.list({ q: asked === "" ? undefined : asked.slice(0, 20), active: true, size: 30 }),
    { keepPrevious: true },
  );
  const people = found.data?.items ?? [];
  const all: readonly Known[] = [...people, ...kept.filter((one) => !people.some((person) => person.id === one.id))];
  const options = all.map((one) => ({ value: one.id, label: wordsOf(one), short: one.name }));
  const shared = {
    id: bind.id,
    status: bind.invalid ? ("error" as const) : undefined,
    "aria-describedby": bind.describedBy,
    allowClear: true,
    showSearch: { filterOption: false, onSearch: setTyped },
    loading: found.isFetching,
    placeholder: "输入姓名查找",
    notFoundContent: "没有找到在岗的人。换个名字，或先到“人员”里登记。",
    options,
  };
  const remember = (ids: readonly string[]) => {
    setKept(all.filter((one) => ids.includes(one.id)));
    onPick?.(people.find((one) => one.id === ids[0]));
  };
  if (single)
    return (
      <Select
        {...shared}
        value={typeof bind.value === "string" ? bind.value : null}
        onChange={(id: string | null | undefined) => {
          remember(id ? [id] : []);
          bind.set(id ?? undefined);
        }}
      />
    );
  return (
    <Select
      {...shared}
      mode="multiple"
      optionLabelProp="short"
      value={Array.isArray(bind.value) ? (bind.value as string[]) : []}
      onChange={(ids: string[]) => {
        remember(ids);
        bind.set(ids);
      }}
    />
  );
}
